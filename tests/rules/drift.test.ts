import { decideNext, nothingCarried } from '@baton/shared/decide-in-order'
import { driftOf, sayDrift } from '@baton/shared/drift'
import { takeTurn } from '@baton/shared/rotation'
import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster, monday } from '../support/examples.ts'

describe('drift', () => {
  test('there is none while the same members take turns', () => {
    let credits = { unit: '1', balances: {} } as Parameters<typeof driftOf>[0]
    for (let lead = 0; lead < 200; lead++) {
      credits = takeTurn(
        [
          { rep: 'ana', weight: 3 },
          { rep: 'ben', weight: 1 },
          { rep: 'cy', weight: 2 },
        ],
        credits,
      ).after
      expect(driftOf(credits)).toEqual([])
    }
  })
  test('whoever stays while each of the others leaves after a turn is owed more and more, and it is said', () => {
    const names = ['ana', 'ben', 'cy', 'dan', 'eve', 'fay']
    const playbook = aPlaybook({ pools: [aPool('all', ...names)], routing: { otherwise: [{ kind: 'pool', pool: 'all' }] } })
    let carried = nothingCarried
    const gone = new Set<string>()
    for (let lead = 0; lead < 5; lead++) {
      const roster = aRoster(...names.map(name => aRep(name, { active: !gone.has(name) })))
      const { decision, after } = decideNext({ playbook, roster }, carried, { facts: {}, at: monday })
      carried = after
      if (decision.outcome === 'assigned') gone.add(decision.rep)
    }
    expect(carried.credits.all && driftOf(carried.credits.all)).toEqual([{ rep: 'fay', leads: 1.45 }]) // 1/6 + 1/5 + … + 1/2
  })
  test('an exact lead is one, on either side', () =>
    expect(driftOf({ unit: '2', balances: { ana: '2', ben: '-2', cy: '1', dan: '-1' } })).toEqual([
      { rep: 'ana', leads: 1 },
      { rep: 'ben', leads: -1 },
    ]))
  test('in words', () =>
    expect([sayDrift('Ana', 1.45), sayDrift('Ben', -1)]).toEqual([
      'Ana is owed 1.45 leads, for who could take leads has changed.',
      'Ben has had 1 lead more than their share, for who could take leads has changed.',
    ]))
})
