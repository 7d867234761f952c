import nodemailer from 'nodemailer'
import type { Mailer, SendResult } from '../effects.ts'

/**
 * Mail through SMTP. There is no idempotency here: a mail whose acceptance was not heard is sent again, under the same Message-ID,
 * by which mail programs can tell that it is the same.
 */
export function createSmtpMailer(options: { url: string; publicBaseUrl: string; timeoutMs: number }): Mailer {
  const { timeoutMs } = options
  const transport = nodemailer.createTransport(options.url, undefined)
  // Below the limit of an attempt: how it ended is then known, and no second copy goes out while a slow server still thinks.
  Object.assign(transport.options, { connectionTimeout: 0.4 * timeoutMs, greetingTimeout: 0.4 * timeoutMs, socketTimeout: 0.9 * timeoutMs })
  const host = new URL(options.publicBaseUrl).hostname
  return {
    async send(mail, signal) {
      const { from, to, subject, text, html, deliveryId } = mail
      const message = { from, to, subject, text, html, messageId: `<${deliveryId}@${host}>`, ...(mail.replyTo && { replyTo: mail.replyTo }) }
      const sending: Promise<SendResult> = transport.sendMail(message).then(
        sent => ({ outcome: 'sent', providerId: sent.messageId }),
        error => readError(error),
      )
      const late = new Promise<SendResult>(resolve =>
        signal.addEventListener('abort', () => resolve({ outcome: 'retry', reason: 'timeout', waitMs: null, cause: 'outage' }), { once: true }),
      )
      return Promise.race([sending, late])
    },
  }
}

/**
 * The server's own word counts first: 5xx is final, 4xx passes, as greylisting does. A login it does not take is for the owner to mend,
 * and all mail waits for that; an address that nodemailer itself will not send to never becomes one.
 */
function readError(error: { code?: string; responseCode?: number }): SendResult {
  const reason = [error.code, error.responseCode].filter(Boolean).join(' ') || 'unknown'
  if (error.code === 'EAUTH') return { outcome: 'config', reason }
  const isFinal = error.responseCode === undefined ? error.code === 'EENVELOPE' : error.responseCode >= 500
  if (isFinal) return { outcome: 'data', reason }
  // Without a word from the server it was not reached, and 421 is its goodbye; every other 4xx is about this mail.
  return { outcome: 'retry', reason, waitMs: null, cause: error.responseCode === undefined || error.responseCode === 421 ? 'outage' : 'mail' }
}
