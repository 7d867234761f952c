import { buildApp } from '@baton/server/app'
import { readConfig } from '@baton/server/config'
import { createLog } from '@baton/server/log'
import { openDesk } from '@baton/server/open-desk'
import { stopOnSignal } from '@baton/server/serve'

/** Baton as it is, with providers that answer at once and in this process: what is left is our own work and the database's. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const desk = await openDesk(config, createLog('warn'))
  desk.effects.mailer = { send: async ({ deliveryId }) => ({ outcome: 'sent', providerId: deliveryId }) }
  const slots = Array.from({ length: 12 }, (_, hour) => ({
    startAt: new Date(Date.UTC(2030, 0, 7, 8 + hour)).toISOString(),
    endAt: new Date(Date.UTC(2030, 0, 7, 9 + hour)).toISOString(),
  }))
  desk.effects.calendar = { fetchTimes: async () => ({ slots, urlTemplate: null }) }
  const app = buildApp(desk, { trustedProxies: [], widget: { embed: '', later: '', submit: '', result: '', modes: '', work: '', absent: '' } })
  await app.listen({ host: config.host, port: config.port })
  stopOnSignal(async () => {
    await app.close()
    await desk.close()
  })
}

await main()
