import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, readConfig } from '@baton/server/config'
import { findRoot } from '@baton/server/files'
import { createLog } from '@baton/server/log'
import { openDesk } from '@baton/server/open-desk'
import { failBoot, serve, stopOnSignal } from '@baton/server/serve'
import { localBooking, startCalendarStandIn } from './calendar-stand-in.ts'
import { readDemoRoster, seedDemo } from './seed.ts'
import { serveSite, siteFiles } from './site.ts'

/** `pnpm start`: the server with the demo workspace and local stand-ins for the outside world, or alone when told to. */
async function start(): Promise<void> {
  const config = readConfig(process.env)
  const folder = join(findRoot(), 'demo')
  if (!config.demo) return startAlone(config)

  const roster = await readDemoRoster(folder)
  const calendar = config.calendly ? null : await startCalendarStandIn({ roster, now: () => new Date() })
  const demoConfig = {
    ...config,
    adminKey: config.adminKey ?? (config.database.kind === 'embedded' ? keepKey(config.database.folder) : null),
    calendly: calendar ? { token: calendar.token, baseUrl: calendar.url } : config.calendly,
  }
  if (config.database.kind === 'embedded' && !existsSync(join(config.database.folder, 'database')))
    process.stdout.write('\nMaking a database: this takes a few seconds, once.\n')
  const desk = await openDesk(demoConfig, createLog('warn'))
  const serving = await openDemo().catch(async error => {
    await desk.close()
    throw error
  })
  stopOnSignal(async () => {
    await serving.stop()
    await calendar?.close()
  })
  greet(demoConfig)

  async function openDemo() {
    const seeded = await seedDemo(desk, folder, calendar ? localBooking(roster, calendar.url) : roster)
    if (!seeded) process.stdout.write('\nThis database holds a workspace of your own: it is served as it is, and the demo stays out of it.\n')
    return serve(desk, demoConfig, app => serveSite(app, join(folder, 'site'), siteFiles))
  }
}

async function startAlone(config: Config): Promise<void> {
  const log = createLog('info')
  const serving = await serve(await openDesk(config, log), config)
  stopOnSignal(serving.stop, serving.leave)
  log.info({ address: config.publicBaseUrl, database: config.database.kind, mail: config.mail.kind }, 'Baton is listening.')
}

/** A key for the demo's API, made once and kept beside its database. */
function keepKey(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true })
  const file = join(dataFolder, 'admin-key')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const key = `baton_${randomBytes(32).toString('base64url')}`
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  return key
}

function greet({ publicBaseUrl, adminKey, mail }: Config): void {
  const lines = [
    ['Demo site', `${publicBaseUrl}/`, 'fill in the form as a visitor would'],
    [
      'Mailbox',
      `${publicBaseUrl}/mailbox`,
      mail.kind === 'mailbox' ? 'the mails it sends, kept on this machine' : `mail goes out by ${mail.kind}; nothing is kept here`,
    ],
    ['Leads', `${publicBaseUrl}/leads`, 'who was given to whom, and why'],
    ...(adminKey ? [['API key', adminKey, `curl -H "Authorization: Bearer …" ${publicBaseUrl}/v1/leads`]] : []),
  ]
  process.stdout.write(
    `\nBaton is running. Press Ctrl-C to stop.\n\n${lines.map(([name, address, what]) => `  ${name?.padEnd(11)}${address}\n             ${what}\n`).join('\n')}\n`,
  )
}

start().catch(failBoot)
