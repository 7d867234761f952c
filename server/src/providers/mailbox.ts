import type { Store } from '../db/connect.ts'
import { keepMail } from '../db/mailbox.ts'
import type { Mailer } from '../effects.ts'

/** The local mailbox: nothing leaves this machine, everything can be read at /mailbox. */
export function createLocalMailer(store: Store): Mailer {
  return {
    async send(mail) {
      try {
        await keepMail(store.of(mail.workspaceId), mail)
        return { outcome: 'sent', providerId: null }
      } catch (error) {
        return { outcome: 'retry', reason: error instanceof Error ? error.name : 'unknown', waitMs: null, cause: 'outage' }
      }
    },
  }
}
