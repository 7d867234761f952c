import { Resend } from 'resend'
import type { Mailer, SendResult } from '../effects.ts'
import { oneLine } from '../messages/visitor-text.ts'
import { tagNames } from './resend-events.ts'
import { readRetryAfter } from './retry-after.ts'

/** What Resend's names mean; a name that is not here is told by its status. */
const byName: Readonly<Record<string, Exclude<SendResult['outcome'], 'sent'>>> = {
  // The mail itself: the same one would fare no better.
  invalid_idempotency_key: 'data',
  missing_required_field: 'data',
  invalid_from_address: 'data',
  invalid_attachment: 'data',
  invalid_parameter: 'data',
  // The account: every mail is as good as before once its owner has put that right.
  missing_api_key: 'config',
  restricted_api_key: 'config',
  invalid_api_key: 'config',
  not_found: 'config',
  method_not_allowed: 'config',
  security_error: 'config',
  // The key was used with another body: the mail of that key went out, or will. Sending again would be a second mail.
  invalid_idempotent_request: 'conflict',
  concurrent_idempotent_requests: 'retry',
  rate_limit_exceeded: 'retry',
  daily_quota_exceeded: 'quota',
  monthly_quota_exceeded: 'quota',
}

/** Mail through Resend. The delivery's id is the idempotency key: whatever happens in between, it accepts each mail once. */
export function createResendMailer(options: { apiKey: string; baseUrl: string | null }): Mailer {
  const resend = new Resend(options.apiKey, options.baseUrl ? { baseUrl: options.baseUrl } : {})
  return {
    async send(mail, signal) {
      const { from, to, subject, text, html } = mail
      const tags = (['workspaceId', 'deliveryId'] as const).map(field => ({ name: tagNames[field], value: mail[field] }))
      const message = { from, to, subject, text, html, tags, ...(mail.replyTo && { replyTo: mail.replyTo }) }
      // The SDK passes every option on to fetch, its type names only the key. A redirect is no answer of Resend's.
      const how = { idempotencyKey: mail.deliveryId, signal, redirect: 'error' } as { idempotencyKey: string }
      try {
        const { data, error, headers } = await untilAborted(resend.emails.send(message, how), signal)
        if (!error)
          return typeof data?.id === 'string' ? { outcome: 'sent', providerId: oneLine(data.id.toWellFormed(), 100) } : retry('answered without an id')
        return readError(error, headers ?? {})
      } catch (error) {
        return retry(error instanceof Error ? error.name : 'unknown')
      }
    },
  }
}

function readError(error: { name?: string; statusCode?: number | null }, headers: Record<string, string | undefined>): SendResult {
  const status = error.statusCode ?? null
  // When the second ends is said with every answer; it is a reason to wait only where the second was used up.
  const waitMs = readRetryAfter(headers['retry-after'] ?? (status === 429 ? headers['ratelimit-reset'] : undefined), new Date())
  // One of its names; words of its own could be the visitor’s, and stay where nobody looks for them.
  const reason = error.name && /^[a-z_]{1,60}$/.test(error.name) ? error.name : `status ${status}`
  const outcome = byName[reason] ?? outcomeOf(status)
  switch (outcome) {
    case 'retry':
      return { outcome, reason, waitMs, cause: status === 429 ? 'rate' : status === 409 ? 'mail' : 'outage' }
    case 'quota':
      return { outcome, reason, waitMs }
    case 'config':
    case 'data':
    case 'conflict':
      return { outcome, reason }
  }
}

/** `validation_error` is one name for two things: 400 is a mail that is wrong, 403 a domain that is not verified. No status: no answer came. */
function outcomeOf(status: number | null): 'retry' | 'config' | 'data' {
  if (status === null || status < 400 || status >= 500 || [408, 425, 429].includes(status)) return 'retry'
  return [401, 403, 404, 405, 451].includes(status) ? 'config' : 'data'
}

function retry(reason: string): SendResult {
  return { outcome: 'retry', reason, waitMs: null, cause: 'outage' }
}

/** The SDK reads a body to its end however slowly it comes; the attempt is over when its time is. */
function untilAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  promise.catch(() => undefined)
  return Promise.race([promise, aborted])
}
