export type Answered = { status: number; body: unknown }

const answerLimitMs = 5000
const mostBytes = 1_000_000

/** A GET with a bearer token; null where no answer came. Follows no redirect: it would carry the token elsewhere. */
export async function ask(url: string, token: string): Promise<Answered | null> {
  try {
    const signal = AbortSignal.timeout(answerLimitMs)
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' }, redirect: 'error', signal })
    const text = await response.text()
    return { status: response.status, body: text.length > mostBytes ? null : parse(text) }
  } catch {
    return null // no answer is one of the answers
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // an error page of some proxy
  }
}
