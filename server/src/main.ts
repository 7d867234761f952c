import { readConfig } from './config.ts'
import { createLog } from './log.ts'
import { openDesk } from './open-desk.ts'
import { failBoot, serve, stopOnSignal } from './serve.ts'

/** The server alone, as production runs it. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = createLog('info')
  const desk = await openDesk(config, log)
  const serving = await serve(desk, config).catch(async error => {
    await desk.close()
    throw error
  })
  stopOnSignal(serving.stop, serving.leave)
  if (config.mail.kind === 'mailbox')
    log.warn({}, 'No mail goes out: neither RESEND_API_KEY nor SMTP_URL is set. What would be sent is kept, and shown at /mailbox.')
  if (config.secret === null && config.database.kind === 'postgres')
    log.warn({}, 'BATON_SECRET is not set: one is kept in the database, where whoever reads a dump of it finds it.')
  log.info({ address: config.publicBaseUrl, database: config.database.kind, mail: config.mail.kind }, 'Baton is listening.')
}

main().catch(failBoot)
