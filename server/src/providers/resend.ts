import { Resend } from 'resend'
import { type Mailer, ownerMendsMs, type SendResult } from '../effects.ts'

/** What Resend says of a mail for good: the same one would fare no better. */
const final = new Set(['invalid_idempotency_key', 'missing_required_field', 'invalid_from_address', 'invalid_attachment', 'invalid_parameter'])

/** What it says of the account: the mail is as good as before once the owner has put that right. */
const forTheOwner = new Set(['missing_api_key', 'restricted_api_key', 'invalid_api_key', 'not_found', 'method_not_allowed', 'security_error'])

/** Mail through Resend. The delivery's id is the idempotency key: whatever happens in between, it accepts each mail once. */
export function createResendMailer(options: { apiKey: string; baseUrl: string | null }): Mailer {
  const resend = new Resend(options.apiKey, options.baseUrl ? { baseUrl: options.baseUrl } : {})
  return {
    async send(mail, signal) {
      const { from, to, subject, text, html } = mail
      const message = { from, to, subject, text, html, ...(mail.replyTo && { replyTo: mail.replyTo }) }
      try {
        const { data, error, headers } = await untilAborted(
          resend.emails.send(message, { idempotencyKey: mail.deliveryId, signal } as { idempotencyKey: string }),
          signal,
        ) // the SDK passes every option on to fetch, its type names only this one
        if (!error) return data?.id ? { outcome: 'sent', providerId: data.id } : { outcome: 'retry', reason: 'answered without an id', waitMs: null }
        return readError(error, headers?.['retry-after'])
      } catch (error) {
        return { outcome: 'retry', reason: error instanceof Error ? error.name : 'unknown', waitMs: null }
      }
    },
  }
}

function readError({ name, statusCode }: { name: string; statusCode: number | null }, retryAfter: string | undefined): SendResult {
  // The key was used with another body: the mail of that key went out, or will. Sending again would be a second mail.
  if (name === 'invalid_idempotent_request' || final.has(name)) return { outcome: 'failed', reason: name }
  // One name for two things: 400 is a mail that is wrong, 403 a domain that is not verified.
  if (name === 'validation_error' && statusCode !== 403) return { outcome: 'failed', reason: name }
  if (name === 'validation_error' || forTheOwner.has(name)) return { outcome: 'retry', reason: name, waitMs: ownerMendsMs }
  const seconds = Number(retryAfter)
  return { outcome: 'retry', reason: name, waitMs: retryAfter && Number.isFinite(seconds) ? seconds * 1000 : null }
}

/** The SDK reads a body to its end however slowly it comes; the attempt is over when its time is. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  promise.catch(() => undefined)
  return Promise.race([promise, aborted])
}
