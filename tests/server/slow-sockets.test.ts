import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAsker } from '../support/ask.ts'
import { type AttackedServer, startAttacked } from '../support/attacked-server.ts'
import { eventually } from '../support/await-condition.ts'
import { everyKind } from '../support/every-kind.ts'
import { aRep, aRoster } from '../support/examples.ts'
import { plainSubmission } from '../support/hostile-submissions.ts'
import { pick, report } from '../support/hostility.ts'
import { startSlowSockets } from '../support/slow-sockets.ts'

/** The server's own limits, a second until it looks, and a busy machine. Who does not read is given twice the time: the first half may have got something through. */
const limitMs = 10_000
const grace = { sending: limitMs + 1000 + 4000, reading: 2 * limitMs + 4000 }

let server: AttackedServer
let asker: ReturnType<typeof createAsker>
beforeAll(async () => {
  server = await startAttacked({ playbook: everyKind, roster: aRoster(aRep('ana'), aRep('ben')) })
  asker = createAsker(server.url)
})
afterAll(async () => {
  asker.close()
  await server.close()
})

async function submit(): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(plainSubmission())
  return (await asker.ask({ method: 'POST', path: '/v1/forms/everything/submissions', headers, body })).status
}

test('clients that send or read next to nothing are let go of in time, and others do not notice them', { timeout: 90_000 }, async () => {
  await submit()
  const embedded = await asker.ask({ method: 'GET', path: '/embed/everything.js' })
  const [largeFile = ''] = /\/widget\/later\.\w+\.js/.exec(embedded.text) ?? []
  const beganAt = performance.now()
  const slow = startSlowSockets(server.url, pick({ headers: 20, body: 20, reading: 0 }, { headers: 475, body: 500, reading: 25 }), largeFile)
  const took: number[] = []
  const met: number[] = []
  let over = false
  const asking = (async () => {
    while (!over) {
      const askedAt = performance.now()
      met.push(await submit())
      took.push(performance.now() - askedAt)
    }
  })()
  try {
    const kept = (reading: boolean) => slow.sockets.filter(({ slowness, keptMs }) => keptMs === null && (slowness === 'reading') === reading).length
    await eventually(() => kept(false) === 0, { timeoutMs: grace.sending, what: 'The end of all who hardly send' })
    if (kept(true) > 0) {
      await eventually(() => performance.now() - beganAt > grace.reading, { timeoutMs: grace.reading + 1000 })
      slow.read()
      await eventually(() => kept(true) === 0, { timeoutMs: 20_000, what: 'The end of all who do not read' })
    }
  } finally {
    over = true
    await asking
    slow.stop()
  }
  expect(met).toEqual(met.map(() => 201))
  for (const { slowness, told } of slow.sockets) if (slowness !== 'reading') expect(told).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request_timeout"/)
  took.sort((a, b) => a - b)
  const at = (part: number) => Math.round(took[Math.floor(part * (took.length - 1))] ?? 0)
  report(
    `${slow.sockets.length} slow sockets: ${took.length} submissions beside them, all taken, in ${at(0.5)} ms (median), ${at(0.99)} ms (p99), ${at(1)} ms (longest)`,
  )
  expect(server.alive()).toBe(true)
})
