import type { Database } from '../db/connect.ts'
import { keepMail } from '../db/mailbox.ts'
import type { Mailer } from '../effects.ts'

/** The local mailbox: nothing leaves this machine, everything can be read at /mailbox. */
export function createLocalMailer(db: Database): Mailer {
  return {
    async send(mail) {
      try {
        await keepMail(db, mail)
        return { outcome: 'sent', providerId: null }
      } catch (error) {
        return { outcome: 'retry', reason: error instanceof Error ? error.name : 'unknown', waitMs: null, cause: 'outage' }
      }
    },
  }
}
