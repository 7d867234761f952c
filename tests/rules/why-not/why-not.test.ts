import { decideHandoff } from '@baton/shared/decide'
import { decideNext, loadsAt, nothingCarried } from '@baton/shared/decide-in-order'
import type { Rep } from '@baton/shared/roster'
import { explainWhyNot } from '@baton/shared/why-not'
import { applyEdits } from '@baton/shared/why-not/apply-edits'
import type { Edit } from '@baton/shared/why-not/edits'
import { describe, expect, test } from 'vitest'
import { aPlaybook, aPool, monday } from '../../support/examples.ts'
import { ask, decidedWith, fact, hours, large, playbook, reps, roster } from './ask-why-not.ts'

describe('one edit', () => {
  test('a fact takes the value nearest to its own', () =>
    expect(ask(decidedWith(large), 'ana')).toEqual({
      rep: 'ana',
      edits: [fact('answers.seats', 40, 201)],
      fewest: true,
      sentence: 'Ana would have got this lead if “Seats” were 201.',
    }))

  test('a country is one there is: of an attribute that names none, the attribute is the edit', () => {
    const byCountry = aPlaybook({
      pools: [aPool('all', 'ana')],
      routing: { rules: [], otherwise: [{ kind: 'pool', pool: 'all', match: [{ attribute: 'countries', has: 'company.country' }] }] },
    })
    const decided = decidedWith({ 'company.country': 'DE' }, { playbook: byCountry, roster: reps({ ana: { attributes: { countries: ['dach'] } } }) })
    expect(ask(decided, 'ana').edits).toEqual([roster('/reps/0/attributes/countries', ['dach'], ['dach', 'DE'])])
  })

  const oneHindered: [string, Partial<Rep>, Edit, string][] = [
    ['inactive', { active: false }, roster('/reps/2/active', false, true), 'Cleo were active'],
    [
      'away',
      {
        timeOff: [
          { from: '2026-11-20', to: '2026-11-23' },
          { from: '2026-12-01', to: '2026-12-02' },
        ],
      },
      roster(
        '/reps/2/timeOff',
        [
          { from: '2026-11-20', to: '2026-11-23' },
          { from: '2026-12-01', to: '2026-12-02' },
        ],
        [{ from: '2026-12-01', to: '2026-12-02' }],
      ),
      'Cleo were not away on 2026-11-23',
    ],
    ['outside working hours', { hours }, roster('/reps/2/hours/mon', null, [['00:00', '24:00']]), 'Cleo worked on Mondays at 10:00'],
    ['full', { capacity: { perDay: 0, open: 5 } }, roster('/reps/2/capacity', { perDay: 0, open: 5 }, { perDay: 1, open: 5 }), 'Cleo could take 1 lead a day'],
  ]
  test.each(oneHindered)('a rep who was %s', (_, more, edit, words) =>
    expect(ask(decidedWith(large, { roster: reps({ cleo: more }) }), 'cleo')).toMatchObject({
      edits: [edit],
      sentence: `Cleo would have got this lead if ${words}.`,
    }),
  )

  test('a holiday that was not theirs', () => {
    const found = ask(decidedWith(large, { roster: { ...reps(), holidays: [{ date: '2026-11-23', label: 'Thanksgiving' }] } }), 'cleo')
    expect(found).toMatchObject({
      edits: [roster('/holidays/0/reps', null, ['ana', 'ben', 'dan'])],
      sentence: 'Cleo would have got this lead if “Thanksgiving” were no holiday for Cleo.',
    })
  })

  test('an attribute that a match asks for', () => {
    const french = { ...large, 'answers.country': 'FR', 'place.country': 'FR', 'answers.language': 'fr' }
    const found = ask(decidedWith(french, { roster: reps({ ana: { attributes: { languages: ['en'] } }, ben: { active: false } }) }), 'ana')
    expect(found).toMatchObject({
      edits: [roster('/reps/0/attributes/languages', ['en'], ['en', 'fr'])],
      sentence: 'Ana would have got this lead if Ana’s languages included “fr”.',
    })
  })

  test('an earlier turn that had gone to somebody else', () => {
    const documents = { playbook, roster: reps() }
    const first = decideNext(documents, nothingCarried, { facts: { ...large, 'answers.seats': 300 }, at: monday })
    const { pool = '', unit = '', moves = {} } = first.decision.credit ?? {}
    const turns = [{ pool, lead: 'first', rep: 'ana', at: monday, unit, moves }]
    const decided = decidedWith(
      { ...large, 'answers.seats': 300 },
      { turns, credits: first.after.credits, loads: loadsAt(documents.roster, first.after, monday) },
    )
    expect(ask(decided, 'ana')).toMatchObject({
      edits: [{ kind: 'turn', pool: 'large', lead: 'first', from: 'ana', to: 'ben' }],
      sentence: 'Ana would have got this lead if the earlier lead “first” of “Large companies” had gone to Ben and not to Ana.',
    })
    expect(applyEdits(decided, ask(decided, 'ana').edits ?? []).loads).toEqual({ ana: { today: 0, open: 0 }, ben: { today: 1, open: 1 } })
  })
})

describe('one edit, where nothing about the rep or the visitor would do', () => {
  test('the one whose turn it was had not been there', () =>
    expect(ask(decidedWith({ ...large, 'answers.seats': 300 }), 'ben')).toMatchObject({
      edits: [roster('/reps/0/active', true, false)],
      sentence: 'Ben would have got this lead if Ana were not active.',
    }))
  test('the lead had been theirs', () => {
    const owned = aPlaybook({ ...playbook, routing: { rules: [], otherwise: [{ kind: 'owner' }, { kind: 'pool', pool: 'rest' }] } })
    expect(ask(decidedWith(large, { playbook: owned }), 'dan')).toMatchObject({
      edits: [fact('lead.owner', null, 'dan')],
      sentence: 'Dan would have got this lead if the lead’s owner were Dan.',
    })
  })
  test('somebody who owns the account had been there, and so on', () => {
    const owned = aPlaybook({ ...playbook, routing: { rules: [], otherwise: [{ kind: 'owner' }, { kind: 'pool', pool: 'rest' }] } })
    const facts = { ...large, 'account.known': true, 'account.owner': 'dan' }
    expect(ask(decidedWith(facts, { playbook: owned }), 'cleo').edits).toEqual([roster('/reps/3/active', true, false)])
  })
})

describe('several edits, as few as will do', () => {
  test('a fact and an option of the roster', () =>
    expect(
      ask(decidedWith(large, { roster: reps({ ana: { active: false }, ben: { timeOff: [{ from: '2026-11-23', to: '2026-11-23' }] } }) }), 'ben'),
    ).toMatchObject({
      edits: [roster('/reps/1/timeOff', [{ from: '2026-11-23', to: '2026-11-23' }], null), fact('answers.seats', 40, 201)],
      sentence: 'Ben would have got this lead if Ben were not away on 2026-11-23 and “Seats” were 201.',
    }))
})

test('an attribute that has to fit two facts, of which one is not known', () => {
  const match = ['answers.language', 'place.region'].map(has => ({ attribute: 'skills', has }))
  const matched = aPlaybook({ ...playbook, routing: { rules: [], otherwise: [{ kind: 'pool', pool: 'rest', match }] } })
  const found = ask(decidedWith({ ...large, 'answers.language': 'de' }, { playbook: matched }), 'cleo')
  expect(found.edits?.map(edit => edit.kind)).toEqual(['roster', 'fact'])
})

test('an attribute with a slash or a tilde in its name is told as it is called', () => {
  const matched = aPlaybook({
    ...playbook,
    routing: { rules: [], otherwise: [{ kind: 'pool', pool: 'rest', match: [{ attribute: 'a/b~c', has: 'answers.language' }] }] },
  })
  const found = ask(decidedWith({ ...large, 'answers.language': 'de' }, { playbook: matched }), 'cleo')
  expect(found).toMatchObject({
    edits: [roster('/reps/2/attributes/a~1b~0c', null, ['de'])],
    sentence: 'Cleo would have got this lead if Cleo’s a/b~c included “de”.',
  })
})

describe('no edits', () => {
  test('none are needed for whoever has the lead', () =>
    expect(ask(decidedWith(large), 'cleo')).toEqual({ rep: 'cleo', edits: [], fewest: true, sentence: 'Cleo has this lead.' }))
  test('somebody who is not on the roster', () =>
    expect(ask(decidedWith(large), 'zoe')).toEqual({ rep: 'zoe', edits: null, fewest: true, sentence: '“zoe” is not on the roster.' }))
  test('somebody whom no rule leads to', () =>
    expect(ask(decidedWith(large), 'dan')).toMatchObject({ edits: null, fewest: true, sentence: expect.stringMatching(/^No rule leads to Dan/) }))
  test('somebody whose rule holds for no lead', () => {
    const never = aPlaybook({
      ...playbook,
      routing: { rules: [{ id: 'never', when: { any: [] }, to: [{ kind: 'rep', rep: 'dan' }] }], otherwise: [{ kind: 'pool', pool: 'rest' }] },
    })
    expect(ask(decidedWith(large, { playbook: never }), 'dan')).toMatchObject({
      edits: null,
      fewest: true,
      sentence: 'Nothing about this lead, the roster or earlier turns would have given it to Dan.',
    })
  })
})

describe('a bound on the work', () => {
  const both = decidedWith({ form: 'demo-request', 'answers.size': 'small' }, { roster: reps({ ana: { active: false } }) })
  test('stops the search, and the answer says that fewer might do', () => {
    const found = explainWhyNot(both, 'ana', 3)
    expect(found).toMatchObject({ fewest: false, sentence: expect.stringContaining('Fewer edits might do') })
    expect(decideHandoff(applyEdits(both, found.edits ?? []))).toMatchObject({ rep: 'ana' })
  })
  test('the same is proven with more steps', () => expect(ask(both, 'ana')).toMatchObject({ fewest: true, edits: { length: 2 } }))
})

test('an edit of a turn that never was is refused', () =>
  expect(() => applyEdits(decidedWith(large), [{ kind: 'turn', pool: 'large', lead: 'x', from: 'ana', to: 'ben' }])).toThrow(RangeError))
