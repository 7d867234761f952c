import { canonicalJson } from '@baton/shared/canonical-json'
import { type Decision, decideHandoff } from '@baton/shared/decide'
import { type DecisionRecord, readRecord, recomputes, recordDecision, redecide } from '@baton/shared/decision-record'
import { describe, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'

const inForce = { playbook: salesPlaybook, roster: salesRoster, at: monday }
const loads = { ana: { today: 0, open: 0 }, ben: { today: 2, open: 5 } }
const before = { unit: '3', balances: { ana: '1', ben: '-1' } }

function decide(facts: Record<string, string>, position: number | null = 7): { decision: Decision; record: DecisionRecord } {
  const decision = decideHandoff({ playbook: salesPlaybook, roster: salesRoster, facts, credits: { dach: before }, loads, now: monday })
  return { decision, record: recordDecision(decision, { rosterHash: 'r', loads, position }) }
}

const dach = { 'place.country': 'DE', 'answers.companySize': '200+', 'answers.goal': 'less of it' }

describe('a record', () => {
  test('holds the credits before a turn and its place, and what follows from them only once', () => {
    const { decision, record } = decide(dach)
    expect(record).toMatchObject({
      format: 1,
      rosterHash: 'r',
      loads,
      position: 7,
      decision: { outcome: 'assigned', by: 'turn', credit: { pool: 'dach', before } },
    })
    expect(record.decision.credit).not.toHaveProperty('after')
    expect(readRecord(record)).toEqual(decision)
  })

  test('of a lead that took no turn has no place on a ledger', () => {
    const { decision, record } = decide({ 'answers.companySize': 'student' }, null)
    expect(record).toMatchObject({ position: null, decision: { outcome: 'disqualified', credit: null } })
    expect(readRecord(record)).toEqual(decision)
  })

  test.each([
    ['a turn', dach],
    ['a lead whose rep keeps it', { ...dach, 'lead.owner': 'ben' }],
    ['an owner', { 'account.owner': 'ben' }],
    ['nobody', { 'answers.companySize': 'student' }],
  ])('of %s is decided again byte for byte, also after a database has put its keys into another order', (_, facts) => {
    const { record } = decide(facts)
    const stored = JSON.parse(JSON.stringify(record, Object.keys(flat(record)).sort().reverse()))
    expect(JSON.stringify(stored)).not.toBe(JSON.stringify(record))
    expect(canonicalJson(redecide(stored, inForce))).toBe(canonicalJson(record))
    expect(recomputes(stored, inForce)).toBe(true)
  })
})

/** Every key that stands anywhere in a value. */
function flat(value: unknown): Record<string, true> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.assign({}, ...Object.entries(value).map(([key, part]) => ({ [key]: true, ...flat(part) })))
}

describe('a record that is not what was decided does not recompute', () => {
  const { record } = decide(dach)
  const { decision } = record
  test.each<[string, unknown]>([
    ['a fact', { ...record, decision: { ...decision, facts: { ...decision.facts, 'place.country': 'FR' } } }],
    ['a fact that nothing asks for, taken for what was computed', { ...record, decision: { ...decision, facts: { ...decision.facts, 'score.points': 59 } } }],
    ['the rep', { ...record, decision: { ...decision, rep: 'ben' } }],
    ['the way they got it', { ...record, decision: { ...decision, by: 'owner' } }],
    ['the points', { ...record, decision: { ...decision, score: { ...decision.score, points: 0 } } }],
    ['the grade', { ...record, decision: { ...decision, score: { ...decision.score, grade: 'B' } } }],
    ['the territory', { ...record, decision: { ...decision, territory: null } }],
    ['who was looked at', { ...record, decision: { ...decision, candidates: [] } }],
    [
      'credits before that give the turn to another',
      { ...record, decision: { ...decision, credit: { ...decision.credit, before: { unit: '1', balances: { ana: '-5', ben: '5' } } } } },
    ],
    ['a move', { ...record, decision: { ...decision, credit: { ...decision.credit, moves: { ana: '0', ben: '0' } } } }],
    ['that there was a turn', { ...record, decision: { ...decision, credit: null } }],
    ['the format', { ...record, format: 2 }],
  ])('%s', (_, edited) => expect(recomputes(edited as DecisionRecord, inForce)).toBe(false)) // of another shape, as an edit may be

  test('another moment, playbook or roster', () => {
    expect(recomputes(record, inForce)).toBe(true)
    expect(recomputes(record, { ...inForce, playbook: { ...salesPlaybook, territories: [] } })).toBe(false)
    expect(recomputes(record, { ...inForce, roster: { ...salesRoster, reps: salesRoster.reps.slice(1) } })).toBe(false)
  })
})
