import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'

export interface Load {
  url: string
  connections: number
  /** So many requests and no more: every one is answered, so that what was acknowledged can be counted exactly. */
  amount: number
  /** Which team the next visitor asks for. */
  team(turn: number): string
}

export interface Measured {
  perSecond: number
  p50: number
  p99: number
  /** Answers other than 2xx, and connections that failed. */
  bad: number
}

let visitors = 0

/** Sends visitors nobody knows, each at a company of their own, and waits for every answer. */
export async function sendLoad({ url, connections, amount, team }: Load): Promise<Measured> {
  const times: number[] = [] // autocannon's own histogram knows whole milliseconds only
  let bad = 0
  const begun = performance.now()
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections: Math.min(connections, amount),
        amount,
        timeout: 30,
        requests: [{ method: 'POST', headers: { 'content-type': 'application/json' }, setupRequest: request => ({ ...request, body: visitorBody(team) }) }],
      },
      error => (error ? reject(error) : resolve()),
    )
    // Its own end comes at the next whole second: ours with the last answer.
    const endWithLast = () => {
      if (times.length + bad < amount) return
      instance.stop()
      resolve()
    }
    instance.on('response', (_client, status, _bytes, ms) => {
      if (status >= 200 && status < 300) times.push(ms)
      else bad++
      endWithLast()
    })
    instance.on('reqError', () => {
      bad++
      endWithLast()
    })
  })
  const seconds = (performance.now() - begun) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), bad }
}

function visitorBody(team: (turn: number) => string): string {
  const visitor = visitors++
  const answers = { email: `visitor${visitor}@company${visitor}.example`, name: 'Ada Lovelace', team: team(visitor), seats: 1 + (visitor % 200) }
  return JSON.stringify({ submissionId: randomUUID(), answers, timeZone: 'Europe/Berlin', locale: 'en' })
}
