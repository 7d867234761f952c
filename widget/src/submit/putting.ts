import type { DraftBody } from '@baton/shared/api'

const timeoutMs = 15_000

/**
 * Puts one draft after the other; of those that come while one is under way only the last. Quietly: what fails is not tried again, for the next answers
 * come with the next screen. A page that is `leaving` waits for nothing: the revision tells the server which was later.
 */
export function createPutting(fetch: typeof globalThis.fetch): (url: string, body: DraftBody, leaving: boolean) => void {
  let busy = false
  let next: (() => void) | undefined
  return async function put(url, body, leaving) {
    if (busy && !leaving) {
      next = () => put(url, body, leaving)
      return
    }
    busy = true
    try {
      await fetch(url, {
        method: 'PUT',
        credentials: 'omit',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      })
    } catch {
      // no network, or no answer in time
    }
    busy = false
    const waiting = next
    next = undefined
    waiting?.()
  }
}
