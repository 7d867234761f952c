import { mintSubmissionId, send } from '@baton/widget/submit/transport.ts'
import { afterEach, expect, it, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const body = { submissionId: 'b1', answers: {} }

async function sendTo(fetch: typeof globalThis.fetch, random = 1) {
  const waits: number[] = []
  const pause = async (durationMs: number) => {
    waits.push(durationMs)
  }
  return { sent: await send({ url: 'https://baton.test/', body, fetch, pause, random: () => random }), waits }
}

it.each([408, 429, 500, 502, 503, 504])('tries five times when the answer is %i, each time after a longer wait', async status => {
  const { sent, waits } = await sendTo(async () => new Response('{}', { status }))
  expect(sent).toEqual({ kind: 'unreachable' })
  expect(waits).toEqual([2000, 4000, 8000, 16_000])
})

it('spreads the tries of many visitors over half of each wait', async () => {
  const { waits } = await sendTo(async () => new Response('{}', { status: 503 }), 0)
  expect(waits).toEqual([1000, 2000, 4000, 8000])
})

it.each([400, 401, 403, 404, 409, 413, 415])('takes %i for a no', async status => {
  const { sent, waits } = await sendTo(async () => Response.json({ error: { code: 'whatever' } }, { status }))
  expect(sent).toEqual({ kind: 'refused', anew: false })
  expect(waits).toEqual([])
})

it('takes 422 for a no to this submission, which another may not get', async () => {
  const { sent, waits } = await sendTo(async () => Response.json({ error: { code: 'work_required' } }, { status: 422 }))
  expect({ sent, waits }).toEqual({ sent: { kind: 'refused', anew: true }, waits: [] })
})

it('gives up on a try that gets no answer in fifteen seconds', async () => {
  vi.useFakeTimers()
  const hanging: typeof fetch = (_url, request) =>
    new Promise((_, reject) => request?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))))
  let waits = 0
  const pause = async () => {
    waits++
  }
  const sent = send({ url: 'https://baton.test/', body, fetch: hanging, pause, random: Math.random })
  await vi.advanceTimersByTimeAsync(14_900)
  expect(waits).toBe(0)
  await vi.advanceTimersByTimeAsync(5 * 15_000)
  expect(await sent).toEqual({ kind: 'unreachable' })
})

it('does not keep a visitor waiting for an hour because a server asks for it', async () => {
  const { sent, waits } = await sendTo(async () => new Response('{}', { status: 503, headers: { 'retry-after': '3600' } }))
  expect({ sent, waits }).toEqual({ sent: { kind: 'unreachable' }, waits: [] })
})

it('understands Retry-After as a date', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z') })
  const { waits } = await sendTo(async () => new Response('{}', { status: 503, headers: { 'retry-after': 'Mon, 23 Nov 2026 10:00:30 GMT' } }))
  expect(waits[0]).toBe(30_000)
})

it('sends no cookies, and JSON', async () => {
  const requests: RequestInit[] = []
  await sendTo(async (_url, request) => {
    requests.push(request ?? {})
    return Response.json({ outcome: 'queued' })
  })
  expect(requests[0]).toMatchObject({ method: 'POST', credentials: 'omit', headers: { 'content-type': 'application/json' } })
})

it('mints submission ids on pages without https too', () => {
  const { getRandomValues } = crypto
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) })
  const ids = Array.from({ length: 200 }, mintSubmissionId)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(200)
})
