import { creditEntries } from '@baton/server/db/schema'
import type { SubmissionReply } from '@baton/shared/api'
import { expect, test } from 'vitest'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer } from '../support/test-server.ts'

test('shares a pool exactly by weight while leads come fifteen at a time', async () => {
  const server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
  try {
    const replies: SubmissionReply[] = []
    for (let round = 0; round < 6; round++) {
      const together = await Promise.all(Array.from({ length: 15 }, () => server.submit(answersOf({ country: 'DE' }))))
      replies.push(...together.map(({ reply }) => reply))
    }
    const counts = new Map<string, number>()
    for (const reply of replies) counts.set(nameOf(reply), (counts.get(nameOf(reply)) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({ 'Ana Lindqvist': 60, 'Ben Okoro': 30 })
    const ledger = await server.db.select().from(creditEntries)
    expect(ledger.map(({ position }) => position).sort((a, b) => a - b)).toEqual(Array.from({ length: 90 }, (_, index) => index))
    expect(new Set(ledger.map(({ unit }) => unit))).toEqual(new Set(['3'])) // two and one: each turn in its own terms, whatever came before
    for (const { moves } of ledger) expect(Object.values(moves).reduce((sum, move) => sum + BigInt(move), 0n)).toBe(0n)
  } finally {
    await server.close()
  }
})

function nameOf(reply: SubmissionReply): string {
  return reply.outcome === 'assigned' ? reply.rep.name : reply.outcome
}
