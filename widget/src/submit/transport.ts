import type { SubmissionBody, SubmissionReply } from '@baton/shared/api'
import type { Problem } from '@baton/shared/errors'

/**
 * How sending ended. `unreachable`: tried as often as we do; `refused`: the server will not take it, however often it is asked, but it may take the same
 * answers `anew`: its id was used for others, or its token asked for no work.
 */
export type Sent = { anew?: boolean } & (
  | { kind: 'reply'; reply: SubmissionReply }
  | { kind: 'invalid_answers'; problems: Problem[] }
  | { kind: 'refused' }
  | { kind: 'unreachable' }
)

export interface Sending {
  url: string
  body: SubmissionBody
  fetch: typeof fetch
  /** Waits, and may be cut short by the visitor. */
  pause(durationMs: number): Promise<void>
  /** 0 to 1, so that a thousand widgets do not come back in one second. */
  random(): number
}

const attempts = 5
const timeoutMs = 15_000
/** A server that asks for more patience than this has, for the person waiting, said no. */
const longestWaitMs = 60_000

/** Sends until the server has answered. Every try carries the same body and so the same submission id: it counts once. */
export async function send(sending: Sending): Promise<Sent> {
  for (let attempt = 1; ; attempt++) {
    const sent = await attemptOnce(sending)
    if (sent.kind !== 'retry') return sent
    const backOffMs = 1000 * 2 ** attempt * (0.5 + sending.random() / 2)
    const waitMs = Math.max(backOffMs, sent.afterMs)
    if (attempt === attempts || waitMs > longestWaitMs) return { kind: 'unreachable' }
    await sending.pause(waitMs)
  }
}

async function attemptOnce({ url, body, fetch }: Sending): Promise<Sent | { kind: 'retry'; afterMs: number }> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: abort.signal,
    })
    const { status } = response
    if (status === 408 || status === 429 || status >= 500) return { kind: 'retry', afterMs: retryAfterMs(response.headers.get('retry-after')) }
    const reply = await response.json()
    // A 2xx without an outcome is not ours (a hotel's sign-in page answers everything with 200).
    if (response.ok) return reply.outcome ? { kind: 'reply', reply } : { kind: 'retry', afterMs: 0 }
    if (reply.error?.code === 'invalid_answers') return { kind: 'invalid_answers', problems: reply.error.problems ?? [] }
    return { kind: 'refused', anew: status === 422 }
  } catch {
    return { kind: 'retry', afterMs: 0 } // no network, our time-out, or an answer that is not JSON
  } finally {
    clearTimeout(timer)
  }
}

/** Seconds or an HTTP date; 0 where it is absent or neither. */
function retryAfterMs(header: string | null): number {
  if (!header) return 0
  const seconds = Number(header)
  return Math.max(0, Number.isNaN(seconds) ? Date.parse(header) - Date.now() || 0 : seconds * 1000)
}

/** A version 4 UUID. `randomUUID` exists on https pages only; the fallback is the well-known template filled with random bits. */
export function mintSubmissionId(): string {
  const random = (digit: string) => {
    const [bits = 0] = crypto.getRandomValues(new Uint8Array(1))
    return (Number(digit) ^ (bits & (15 >> (Number(digit) / 4)))).toString(16)
  }
  return crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, random)
}
