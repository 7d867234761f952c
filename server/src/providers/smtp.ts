import nodemailer from 'nodemailer'
import type { Mailer, SendResult } from '../effects.ts'

/**
 * Mail through SMTP. There is no idempotency here: a mail whose acceptance was not heard is sent again, under the same Message-ID,
 * by which mail programs can tell that it is the same.
 */
export function createSmtpMailer(options: { url: string; publicBaseUrl: string }): Mailer {
  const limits = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 }
  const transport = nodemailer.createTransport(options.url, undefined)
  Object.assign(transport.options, limits)
  const host = new URL(options.publicBaseUrl).hostname
  return {
    name: 'smtp',
    async send(mail, signal) {
      const { from, to, subject, text, html, deliveryId } = mail
      const message = { from, to, subject, text, html, messageId: `<${deliveryId}@${host}>`, ...(mail.replyTo && { replyTo: mail.replyTo }) }
      const sending: Promise<SendResult> = transport.sendMail(message).then(
        sent => ({ outcome: 'sent', providerId: sent.messageId }),
        error => readError(error),
      )
      const late = new Promise<SendResult>(resolve =>
        signal.addEventListener('abort', () => resolve({ outcome: 'retry', reason: 'timeout', waitMs: null }), { once: true }),
      )
      return Promise.race([sending, late])
    },
  }
}

/** A 5xx reply of the server is final, so is a bad login; 4xx and everything about the connection may pass. */
function readError(error: { code?: string; responseCode?: number }): SendResult {
  const reason = [error.code, error.responseCode].filter(Boolean).join(' ') || 'unknown'
  const isFinal = error.code === 'EAUTH' || error.code === 'EENVELOPE' || (error.responseCode ?? 0) >= 500
  return isFinal ? { outcome: 'failed', reason } : { outcome: 'retry', reason, waitMs: null }
}
