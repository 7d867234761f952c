import type { Decision } from '@baton/shared/decide'
import { decideHandoff } from '@baton/shared/decide'
import type { Destination, Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { promisedAt } from '@baton/shared/sla'
import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster } from '../support/examples.ts'

const days = (start: string, end: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [[start, end]]])) as Record<'mon', [string, string][]>
const roster = aRoster(aRep('ana', { hours: days('09:00', '17:00') }), aRep('ben', { hours: days('12:00', '20:00') }), aRep('eve', { active: false }))
const evening = new Date('2026-11-23T19:50:00Z') // Monday; ben works until 20:00

type Clock = 'wall' | 'rep-hours' | 'pool-hours'
function promise(to: Destination, clock: Clock | null, now: Date, given: Roster = roster): string | null {
  const playbook: Playbook = aPlaybook({
    pools: [aPool('sales', 'ana', 'ben', 'eve'), aPool('morning', 'ana')],
    queues: [{ id: 'overflow', pools: ['morning'] }, { id: 'all' }],
    routing: { otherwise: [to] },
    ...(clock && { sla: { firstContactMinutes: 15, clock } }),
  })
  const decision: Decision = decideHandoff({ playbook, roster: given, facts: {}, credits: {}, loads: {}, now })
  return promisedAt(playbook, given, decision, now)?.toISOString() ?? null
}
const ana: Destination = { kind: 'rep', rep: 'ana', anyHour: true }

describe('when a lead was promised its first contact', () => {
  test('by the wall clock, so many minutes from now', () => expect(promise(ana, 'wall', evening)).toBe('2026-11-23T20:05:00.000Z'))
  test('an hour from now when the playbook promises nothing', () => expect(promise(ana, null, evening)).toBe('2026-11-23T20:50:00.000Z'))
  test('in the assigned rep’s working time', () => expect(promise(ana, 'rep-hours', evening)).toBe('2026-11-24T09:15:00.000Z'))
  test('in that of whoever of their pools works first; somebody inactive never does', () =>
    expect(promise(ana, 'pool-hours', evening)).toBe('2026-11-24T09:15:00.000Z'))
  test('in the pool’s time when a colleague still works', () =>
    expect(promise(ana, 'pool-hours', new Date('2026-11-23T18:00:00Z'))).toBe('2026-11-23T18:15:00.000Z'))
  test('by the wall clock when the rep never works', () => {
    const never = aRoster(aRep('ana', { hours: {} }))
    expect(promise(ana, 'rep-hours', evening, never)).toBe('2026-11-23T20:05:00.000Z')
  })
  test('a disqualified lead was promised nothing', () => expect(promise({ kind: 'disqualify', reason: 'x' }, 'wall', evening)).toBeNull())
})

describe('a queued lead is promised the next staffed time plus the SLA', () => {
  test('of the queue’s pools', () => expect(promise({ kind: 'queue', queue: 'overflow' }, 'wall', evening)).toBe('2026-11-24T09:15:00.000Z'))
  const leads = (to: Destination[], now: Date, loads = {}) => {
    const playbook = aPlaybook({
      pools: [aPool('late', 'ben'), aPool('morning', 'ana')],
      queues: [{ id: 'all' }],
      routing: { otherwise: to },
      sla: { firstContactMinutes: 15 },
    })
    const full = aRoster(aRep('ana', { hours: days('09:00', '17:00'), capacity: { perDay: 1 } }), aRep('ben', { hours: days('12:00', '20:00') }))
    const decision: Decision = decideHandoff({ playbook, roster: full, facts: {}, credits: {}, loads, now })
    return promisedAt(playbook, full, decision, now)?.toISOString() ?? null
  }
  test('of those its own rule names when it is unassigned, not of anybody else who happens to be at work', () =>
    expect(leads([{ kind: 'pool', pool: 'morning' }], evening)).toBe('2026-11-24T09:15:00.000Z'))
  test('of those its own rule names when the queue has no pools', () =>
    expect(
      leads(
        [
          { kind: 'pool', pool: 'morning' },
          { kind: 'queue', queue: 'ALL' },
        ],
        evening,
      ),
    ).toBe('2026-11-24T09:15:00.000Z'))
  test('of the next day when today’s leads are used up', () =>
    expect(leads([{ kind: 'pool', pool: 'morning' }], new Date('2026-11-23T10:00:00Z'), { ana: { today: 1, open: 1 } })).toBe('2026-11-24T09:15:00.000Z'))
  test('never, when nobody is named who could take it', () => expect(leads([{ kind: 'rep', rep: 'gone' }], evening)).toBeNull())
})
