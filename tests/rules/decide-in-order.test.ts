import { decideHandoff } from '@baton/shared/decide'
import { type Carried, decideNext, loadsAt, nothingCarried } from '@baton/shared/decide-in-order'
import type { Destination } from '@baton/shared/playbook'
import { describe, expect, test } from 'vitest'
import { decideLines, type LeadGiven, takers } from '../support/decide-lines.ts'
import { aPlaybook, aPool, aRep, aRoster, monday } from '../support/examples.ts'

const pool = (name: string, more = {}): Destination => ({ kind: 'pool', pool: name, ...more })
const owner: Destination = { kind: 'owner' }
const book = (to: Destination[], ...pools: ReturnType<typeof aPool>[]) => aPlaybook({ pools, routing: { otherwise: to } })
const times = (count: number, lead: LeadGiven = {}) => Array.from({ length: count }, () => lead)
const at = (...moments: string[]) => moments.map(moment => ({ at: moment }))
const everyDay = (...ranges: [string, string][]) => ({ mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges, sat: ranges, sun: ranges })

describe('turns carry over from one lead to the next', () => {
  const roster = aRoster(aRep('ana'), aRep('ben'))
  test('two equal members take turns', () =>
    expect(takers({ playbook: book([pool('a')], aPool('a', 'ana', 'ben')), roster }, times(4))).toEqual(['ana', 'ben', 'ana', 'ben']))
  test('a pool reached by two rules has one ledger', () => {
    const playbook = aPlaybook({
      pools: [aPool('a', 'ana', 'ben')],
      routing: { rules: [{ id: 'fr', when: { fact: 'locale', op: 'is', value: 'fr' }, to: [pool('A ')] }], otherwise: [pool('a')] },
    })
    expect(takers({ playbook, roster }, [{}, { facts: { locale: 'fr' } }, {}])).toEqual(['ana', 'ben', 'ana'])
  })
  test('each pool has its own', () => {
    const playbook = aPlaybook({
      pools: [aPool('a', 'ana', 'ben'), aPool('b', 'ana', 'ben')],
      routing: { rules: [{ id: 'fr', when: { fact: 'locale', op: 'is', value: 'fr' }, to: [pool('b')] }], otherwise: [pool('a')] },
    })
    expect(takers({ playbook, roster }, [{}, { facts: { locale: 'fr' } }, {}])).toEqual(['ana', 'ana', 'ben'])
  })
  test('a bad line takes no turn', () => {
    const lines = decideLines({ playbook: book([pool('a')], aPool('a', 'ana', 'ben')), roster }, [{}, 'no', { facts: { nothing: 1 } }, {}])
    expect(lines.map(({ rep }) => rep ?? null)).toEqual(['ana', null, null, 'ben'])
  })
})

describe('whoever is away earns nothing and owes nothing', () => {
  test('after a day off of one of two, they take turns as before', () => {
    const roster = aRoster(aRep('ana'), aRep('ben', { timeOff: [{ from: '2026-11-24', to: '2026-11-24' }] }))
    const leads = at(
      '2026-11-23T10:00Z',
      '2026-11-23T11:00Z',
      '2026-11-24T10:00Z',
      '2026-11-24T11:00Z',
      '2026-11-24T12:00Z',
      '2026-11-25T10:00Z',
      '2026-11-25T11:00Z',
    )
    expect(takers({ playbook: book([pool('a')], aPool('a', 'ana', 'ben')), roster }, leads)).toEqual(['ana', 'ben', 'ana', 'ana', 'ana', 'ana', 'ben'])
  })
  test('credits sum to zero throughout', () => {
    const roster = aRoster(aRep('ana'), aRep('ben', { hours: everyDay(['00:00', '12:00']) }), aRep('cleo', { hours: everyDay(['06:00', '24:00']) }))
    const leads = Array.from({ length: 40 }, (_, hour) => ({ at: new Date(monday.getTime() + hour * 3_600_000).toISOString() }))
    for (const { credits } of decideLines({ playbook: book([pool('a')], aPool('a', 'ana', 'ben', 'cleo')), roster }, leads, { explain: true }))
      expect(Object.values<string>(credits.after.balances).reduce((sum, one) => sum + BigInt(one), 0n)).toBe(0n)
  })
})

/** Goes on from where other leads ended, with other documents: a roster or a playbook that was changed in between. */
function goOn(documents: Parameters<typeof decideNext>[0], carried: Carried, leads: number): { reps: string[]; carried: Carried } {
  const reps: string[] = []
  let now = carried
  for (let lead = 0; lead < leads; lead++) {
    const { decision, after } = decideNext(documents, now, { facts: {}, at: monday })
    reps.push(decision.outcome === 'assigned' ? decision.rep : decision.outcome)
    now = after
  }
  return { reps, carried: now }
}
const count = (reps: string[], rep: string) => reps.filter(one => one === rep).length

describe('a pool that changes', () => {
  const roster = aRoster(aRep('ana'), aRep('ben'), aRep('cleo'))
  const weighted = (weight: number) =>
    aPlaybook({ pools: [{ id: 'a', members: [{ rep: 'ana', weight }, { rep: 'ben' }] }], routing: { otherwise: [pool('a')] } })
  test('a weight that changes counts from the next lead: nothing is made up for', () => {
    const before = goOn({ playbook: weighted(1), roster }, nothingCarried, 10)
    const after = goOn({ playbook: weighted(3), roster }, before.carried, 8)
    expect(count(before.reps, 'ana')).toBe(5)
    expect(count(after.reps, 'ana')).toBe(6)
    expect(after.reps[0]).toBe('ana')
  })
  test('a joiner starts level', () => {
    const before = goOn({ playbook: book([pool('a')], aPool('a', 'ana', 'ben')), roster }, nothingCarried, 20)
    const after = goOn({ playbook: book([pool('a')], aPool('a', 'ana', 'ben', 'cleo')), roster }, before.carried, 9)
    expect(after.reps.toSorted()).toEqual(['ana', 'ana', 'ana', 'ben', 'ben', 'ben', 'cleo', 'cleo', 'cleo'])
  })
  test('what was carried is left as it was', () => {
    const documents = { playbook: weighted(1), roster }
    const { carried } = goOn(documents, nothingCarried, 3)
    const copy = structuredClone(carried)
    expect(goOn(documents, carried, 5).reps).toEqual(goOn(documents, carried, 5).reps)
    expect(carried).toEqual(copy)
    expect(nothingCarried).toEqual({ credits: {}, held: new Map() })
  })
  test('a step is the same as a decision with the loads of that moment', () => {
    const documents = { playbook: weighted(2), roster: aRoster(aRep('ana', { capacity: { open: 3 } }), aRep('ben')) }
    const { carried } = goOn(documents, nothingCarried, 6)
    const inputs = { ...documents, facts: {}, credits: carried.credits, loads: loadsAt(documents.roster, carried, monday), now: monday }
    expect(JSON.stringify(decideNext(documents, carried, { facts: {}, at: monday }).decision)).toBe(JSON.stringify(decideHandoff(inputs)))
    expect(inputs.loads).toEqual({ ana: { today: 3, open: 3 }, ben: { today: 3, open: 3 } })
  })
})

describe('capacity counts on', () => {
  test('perDay on the rep’s own day: a new day begins at their midnight', () => {
    const roster = aRoster(aRep('yuki', { timeZone: 'Asia/Tokyo', capacity: { perDay: 1 } }))
    const playbook = book([{ kind: 'rep', rep: 'yuki' }])
    // Midnight in Tokyo is 15:00 UTC.
    expect(
      takers({ playbook, roster }, at('2026-11-23T10:00Z', '2026-11-23T14:59:59Z', '2026-11-23T15:00Z', '2026-11-24T14:59Z', '2026-11-24T15:00Z')),
    ).toEqual(['yuki', 'unassigned', 'yuki', 'unassigned', 'yuki'])
  })
  test('a day that is over is not forgotten when a lead of it comes late', () => {
    const playbook = book([{ kind: 'rep', rep: 'ana' }])
    const roster = aRoster(aRep('ana', { capacity: { perDay: 1 } }))
    expect(takers({ playbook, roster }, at('2026-11-23T10:00Z', '2026-11-24T10:00Z', '2026-11-23T12:00Z'))).toEqual(['ana', 'ana', 'unassigned'])
  })
  test('open over days: none closes', () => {
    const roster = aRoster(aRep('ana', { capacity: { open: 2 } }))
    expect(takers({ playbook: book([{ kind: 'rep', rep: 'ana' }]), roster }, at('2026-11-23T10:00Z', '2026-11-24T10:00Z', '2026-12-24T10:00Z'))).toEqual([
      'ana',
      'ana',
      'unassigned',
    ])
  })
  test('a rep in two pools has one capacity', () => {
    const playbook = aPlaybook({
      pools: [aPool('a', 'ana'), aPool('b', 'ana', 'ben')],
      routing: { rules: [{ id: 'fr', when: { fact: 'locale', op: 'is', value: 'fr' }, to: [pool('b')] }], otherwise: [pool('a')] },
    })
    const roster = aRoster(aRep('ana', { capacity: { perDay: 2 } }), aRep('ben'))
    const fr = { facts: { locale: 'fr' } }
    expect(takers({ playbook, roster }, [{}, fr, fr, fr, {}])).toEqual(['ana', 'ana', 'ben', 'ben', 'unassigned'])
  })
  test('reached as owner, it is the same capacity', () => {
    const playbook = book([owner, pool('a')], aPool('a', 'ana', 'ben'))
    const roster = aRoster(aRep('ana', { capacity: { open: 1 } }), aRep('ben'))
    const owned = { facts: { 'account.owner': 'ana' } }
    expect(takers({ playbook, roster }, [owned, owned, {}])).toEqual(['ana', 'ben', 'ben'])
  })
  test('a lead that says it was its rep’s counts like any other: nothing was counted of it before', () => {
    const playbook = book([owner, pool('a')], aPool('a', 'ana', 'ben'))
    const roster = aRoster(aRep('ana', { capacity: { perDay: 1 } }), aRep('ben'))
    const hers = { facts: { 'lead.owner': ' ANA' } }
    expect(takers({ playbook, roster }, [hers, hers, {}])).toEqual(['ana', 'ben', 'ben'])
  })
  test('a lead that changes hands frees nothing that was never counted', () => {
    const playbook = book([
      { kind: 'rep', rep: 'ana' },
      { kind: 'rep', rep: 'ben' },
    ])
    const roster = aRoster(aRep('ana', { capacity: { open: 1 } }), aRep('ben'))
    expect(takers({ playbook, roster }, [{}, { facts: { 'lead.owner': 'ana' } }, {}])).toEqual(['ana', 'ben', 'ben'])
  })
})

describe('an owner who cannot take it gives way', () => {
  const playbook = book([owner, pool('a')], aPool('a', 'cleo'))
  const facts = { 'lead.owner': 'ana', 'account.owner': 'ben' }
  const take = (ana: object, ben: object) => takers({ playbook, roster: aRoster(aRep('ana', ana), aRep('ben', ben), aRep('cleo')) }, [{ facts }])[0]
  const away = { timeOff: [{ from: '2026-11-23', to: '2026-11-23' }] }
  test('away: the account’s owner', () => expect(take(away, {})).toBe('ben'))
  test('off and full: the next destination', () => expect(take({ hours: {} }, { capacity: { perDay: 0 } })).toBe('cleo'))
  test('inactive: the account’s owner', () => expect(take({ active: false }, {})).toBe('ben'))
  test('no longer on the roster: the account’s owner', () =>
    expect(takers({ playbook, roster: aRoster(aRep('ben'), aRep('cleo')) }, [{ facts }])).toEqual(['ben']))
})

describe('hours in the nights the clocks change, and at the edges of days', () => {
  const works = (hours: [string, string][], moments: string[], timeZone = 'Europe/Berlin') => {
    const roster = aRoster(aRep('ana', { timeZone, hours: everyDay(...hours) }))
    return takers({ playbook: book([{ kind: 'rep', rep: 'ana' }]), roster }, at(...moments)).map(taker => taker === 'ana')
  }
  test('in spring 02:00 to 03:00 does not exist: 01:59 is followed by 03:00', () => {
    expect(works([['02:00', '03:00']], ['2026-03-29T00:59Z', '2026-03-29T01:00Z', '2026-03-29T01:30Z'])).toEqual([false, false, false])
    expect(works([['01:30', '03:30']], ['2026-03-29T00:29Z', '2026-03-29T00:30Z', '2026-03-29T01:29Z', '2026-03-29T01:30Z'])).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
  test('in autumn 02:00 to 03:00 comes twice, and is worked twice', () =>
    expect(
      works(
        [['02:00', '03:00']],
        ['2026-10-24T23:59Z', '2026-10-25T00:00Z', '2026-10-25T00:59Z', '2026-10-25T01:00Z', '2026-10-25T01:59Z', '2026-10-25T02:00Z'],
      ),
    ).toEqual([false, true, true, true, true, false]))
  test('24:00 is the midnight after', () =>
    expect(works([['22:00', '24:00']], ['2026-11-23T21:59:59Z', '2026-11-23T22:00Z', '2026-11-23T23:59:59.999Z', '2026-11-24T00:00Z'], 'UTC')).toEqual([
      false,
      true,
      true,
      false,
    ]))
  test('a start is included and an end is not', () =>
    expect(works([['09:00', '17:30']], ['2026-11-23T09:00Z', '2026-11-23T17:30Z'], 'UTC')).toEqual([true, false]))
  test('29 February is a day in a leap year, off and counted like any other', () => {
    const roster = aRoster(aRep('ana', { timeOff: [{ from: '2028-02-29', to: '2028-02-29' }] }))
    expect(
      takers({ playbook: book([{ kind: 'rep', rep: 'ana' }]), roster }, at('2028-02-28T23:59Z', '2028-02-29T00:00Z', '2028-02-29T23:59Z', '2028-03-01T00:00Z')),
    ).toEqual(['ana', 'unassigned', 'unassigned', 'ana'])
  })
})
