import { describe, expect, test } from 'vitest'
import type { Event, History } from '../chaos/history.ts'
import * as invariants from '../chaos/invariants.ts'

/** The checkers of `pnpm chaos` find nothing in a history that is right, and each finds what it is for in one that is not. */

const message = { heading: 'Hello', body: '' }
const ids = ['first', 'second', 'third']

function aHistory(): History {
  const events: Event[] = []
  for (const [place, id] of ids.entries()) {
    const rep = { name: place === 1 ? 'Ben' : 'Ana', title: '', photoUrl: null }
    const reply = { outcome: 'assigned' as const, submissionId: id, token: `token-${id}`, rep, booking: { kind: 'none' as const }, message }
    events.push({ atMs: place, kind: 'unanswered', submissionId: id, status: 503, reason: '' })
    events.push({ atMs: place, kind: 'acknowledged', submissionId: id, status: 201, reply })
    events.push({ atMs: place, kind: 'acknowledged', submissionId: id, status: 200, reply: structuredClone(reply) })
    for (const behaviour of ['accept and reset', 'accept']) events.push({ atMs: place, kind: 'mail', key: `mail-${id}`, bytes: id, behaviour, known: true })
  }
  const repOf = (place: number) => (place === 1 ? 'ben' : 'ana')
  return {
    events,
    stored: {
      submissions: ids.map(id => ({ id, leadId: `lead-${id}`, token: `token-${id}` })),
      leads: ids.map((id, place) => ({ id: `lead-${id}`, email: `${id}@example.com`, owner: repOf(place) })),
      decisions: ids.map(id => ({ id: `decision-${id}`, submissionId: id, leadId: `lead-${id}`, outcome: 'assigned' })),
      assignments: ids.map((id, place) => ({ decisionId: `decision-${id}`, leadId: `lead-${id}`, rep: repOf(place), day: '2026-11-23' })),
      turns: ids.map((id, place) => ({ pool: 'pair', position: place, decisionId: `decision-${id}`, rep: repOf(place), sum: '0' })),
      deliveries: ids.map(id => ({ id: `mail-${id}`, submissionId: id, kind: 'visitor-mail', state: 'sent' })),
      open: [
        { rep: 'ana', open: 2 },
        { rep: 'ben', open: 1 },
      ],
      days: [
        { rep: 'ana', day: '2026-11-23', assigned: 2 },
        { rep: 'ben', day: '2026-11-23', assigned: 1 },
      ],
    },
  }
}

const limits = { ana: { open: 2, perDay: 2 } }
const all = { ...invariants, capacityKept: invariants.capacityKept(limits) }

/** Spoils a history: what happened, whose business that is, and what is said of it. */
const spoilt: [string, keyof typeof all, (history: History) => void, RegExp][] = [
  ['a lead was acknowledged and is gone', 'nothingLost', ({ stored }) => void stored.submissions.pop(), /third was acknowledged and is not stored/],
  ['a submission was stored anew', 'nothingLost', ({ stored }) => void Object.assign(stored.submissions[0] ?? {}, { token: 'new' }), /first .* another token/],
  ['a lead is missing', 'nothingLost', ({ stored }) => void stored.leads.shift(), /first .* no lead/],
  ['a decision is missing', 'nothingLost', ({ stored }) => void stored.decisions.shift(), /first .* no decision/],
  ['nobody was assigned', 'assignedOnce', ({ stored }) => void stored.assignments.pop(), /third is assigned and has 0 assignments/],
  ['two were assigned', 'assignedOnce', ({ stored }) => repeatFirst(stored.assignments), /first is assigned and has 2 assignments/],
  [
    'somebody else was assigned',
    'assignedOnce',
    ({ stored }) => void Object.assign(stored.assignments[0] ?? {}, { rep: 'ben' }),
    /first was told Ana and went to ben/,
  ],
  ['a submission was decided twice', 'assignedOnce', ({ stored }) => repeatFirst(stored.decisions), /first was decided twice/],
  ['a person is two leads', 'assignedOnce', ({ stored }) => repeatFirst(stored.leads), /first@example.com is two leads/],
  ['a rep had two turns running', 'exactShares', ({ stored }) => void Object.assign(stored.turns[1] ?? {}, { rep: 'ana' }), /After turn 2 of pair ana/],
  ['a turn is missing', 'exactShares', ({ stored }) => void stored.turns.splice(1, 1), /Place 1 on the ledger of pair is 2/],
  ['a turn gave credits away', 'exactShares', ({ stored }) => void Object.assign(stored.turns[1] ?? {}, { sum: '1' }), /Turn 1 of pair moves 1/],
  ['a turn went to nobody', 'exactShares', ({ stored }) => void Object.assign(stored.turns[1] ?? {}, { rep: null }), /Turn 1 of pair went to nobody/],
  [
    'a rep has too many leads',
    'capacityKept',
    ({ stored }) => void Object.assign(stored.leads[1] ?? {}, { owner: 'ana' }),
    /ana takes 2 leads \(open\) and has 3/,
  ],
  [
    'a rep had too many on a day',
    'capacityKept',
    ({ stored }) => void Object.assign(stored.assignments[1] ?? {}, { rep: 'ana' }),
    /ana takes 2 leads \(perDay\) and has 3/,
  ],
  [
    'a counter lost a lead',
    'capacityKept',
    ({ stored }) => void Object.assign(stored.open[1] ?? {}, { open: 0 }),
    /ben has 1 leads \(open\), and 0 are counted/,
  ],
  ['a mail never went out', 'mailedOnce', ({ events }) => forget(events, 'mail-first'), /visitor-mail mail-first was never accepted/],
  ['a mail changed between attempts', 'mailedOnce', ({ events }) => void Object.assign(events[4] ?? {}, { bytes: 'other' }), /mail-first changed its bytes/],
  ['a mail went out under a new key', 'mailedOnce', ({ events }) => void Object.assign(events[4] ?? {}, { key: 'new' }), /the key new, which is no delivery/],
  ['a mail was written twice', 'mailedOnce', ({ stored }) => repeatFirst(stored.deliveries), /visitor-mail of first is there twice/],
  [
    'a redirect was followed',
    'mailedOnce',
    ({ events }) => void Object.assign(events[4] ?? {}, { behaviour: 'asked elsewhere' }),
    /sent where a redirect pointed/,
  ],
  ['a mail is still owed', 'nothingOwed', ({ stored }) => void Object.assign(stored.deliveries[0] ?? {}, { state: 'owed' }), /mail-first is owed/],
  ['nobody was written to', 'nothingOwed', ({ stored }) => void stored.deliveries.shift(), /first was decided and nobody was written to/],
  ['a reply differed', 'sameReplies', ({ events }) => void Object.assign(events[2] ?? {}, { reply: {} }), /first got 2 different replies/],
  ['a submission was new twice', 'sameReplies', ({ events }) => void Object.assign(events[2] ?? {}, { status: 201 }), /first was taken as new 2 times/],
  ['a client got a 500', 'honestFailures', ({ events }) => void Object.assign(events[0] ?? {}, { status: 500 }), /first was answered with 500/],
  [
    'a replica ended',
    'honestFailures',
    ({ events }) => void events.push({ atMs: 9, kind: 'ended', replica: 1, wasReady: true, output: 'oops' }),
    /Replica 1 ended by itself: oops/,
  ],
]

describe('what chaos looks for', () => {
  test.each(Object.entries(all))('%s finds nothing where all is well', (_, check) => expect(check(aHistory())).toEqual([]))
  test.each(spoilt)('when %s, %s says so', (_, name, spoil, said) => {
    const history = aHistory()
    spoil(history)
    expect(all[name](history).join('\n')).toMatch(said)
  })
})

function repeatFirst<One>(list: One[]): void {
  list.push(...list.slice(0, 1))
}

function forget(events: Event[], key: string): void {
  events.splice(0, events.length, ...events.filter(event => event.kind !== 'mail' || event.key !== key))
}
