import { describe, expect, test } from 'vitest'
import { decideLines } from '../support/decide-lines.ts'
import { aPlaybook, aRep, aRoster } from '../support/examples.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'

const documents = { playbook: salesPlaybook, roster: salesRoster }
const lead = (more: object) => JSON.stringify({ id: 'x', at: '2026-11-23T10:00:00Z', facts: { form: 'demo-request' }, ...more })
const facts = (given: object) => lead({ facts: { form: 'demo-request', ...given } })
const one = (line: string, at?: string) => decideLines(documents, [line], at ? { at } : {})[0]

describe('a line that cannot be read is told, with its id where it has one', () => {
  test.each([
    ['{', null, 'This line is not valid JSON.'],
    ['null', null, 'A lead is an object'],
    ['[]', null, 'A lead is an object'],
    ['{"facts":{}}', null, '“id” has to be text.'],
    ['{"id":7,"facts":{}}', null, '“id” has to be text.'],
    [lead({ facts: [] }), 'x', '“facts” has to be an object'],
    ['{"id":"x","at":"2026-11-23T10:00:00Z","fact":{}}', 'x', '“fact” means nothing here. Did you mean “facts”?'],
  ])('%s', (line, id, error) => expect(one(line)).toEqual({ id, error: expect.stringContaining(error) }))
})

describe('a fact that cannot be is told by its name, with the nearest right one', () => {
  test.each([
    [{ 'answers.companySise': '1-10' }, 'There is no fact “answers.companySise”. Did you mean “answers.companySize”?'],
    [{ 'answers.companySize': '1-11' }, '“answers.companySize” is never “1-11”. Did you mean “1-10”?'],
    [{ 'answers.companySize': 5 }, '“answers.companySize” is text; 5 is not.'],
    [{ 'answers.seats': '5' }, '“answers.seats” is a number; “5” is not.'],
    [{ 'account.known': 'yes' }, '“account.known” is true or false; “yes” is not.'],
    [{ 'visit.pages': '/pricing' }, '“visit.pages” is a list of text; “/pricing” is not.'],
    [{ 'visit.pages': ['/pricing', 4] }, '“visit.pages” is a list of text; a list (“/pricing”, 4) is not.'],
    [{ locale: null }, '“locale” is text; null is not.'],
    [{ locale: [[[]]] }, '“locale” is text; a list of lists or objects is not.'],
    [{ 'email.kind': 'works' }, '“email.kind” is never “works”. Did you mean “work”?'],
    [{ 'place.country': 'UK' }, '“place.country” is never “UK”.'],
    [{ territory: 'dach' }, '“territory” is computed and may not be given.'],
    [{ 'score.points': 5 }, '“score.points” is computed and may not be given.'],
    [{ 'score.grade': 'A' }, '“score.grade” is computed and may not be given.'],
    [{ form: 'demo' }, '“form” is never “demo”.'],
    [{ constructor: 'x' }, 'There is no fact “constructor”.'],
  ])('%j', (given, error) => expect(one(facts(given))).toEqual({ id: 'x', error: expect.stringContaining(error) }))
  test('also one called like what every object has', () =>
    expect(one('{"id":"x","at":"2026-11-23T10:00:00Z","facts":{"form":"contact","__proto__":"x"}}').error).toBe('There is no fact “__proto__”.'))
  test('a number too large to be one', () =>
    expect(one('{"id":"x","at":"2026-11-23T10:00:00Z","facts":{"form":"contact","answers.seats":1e999}}').error).toContain('Infinity'))
  test('several mistakes are told at once', () => expect(one(facts({ locale: 5, territory: 'x' })).error).toMatch(/locale.*territory/))
})

describe('what is empty is unknown', () => {
  test.each([[{ 'answers.companySize': '' }], [{ 'answers.goal': '  ' }], [{ 'visit.pages': [] }]])('%j', given =>
    expect(one(facts(given))).toMatchObject({ points: 0 }),
  )
})

describe('the moment of a lead', () => {
  test.each(['2026-02-29T10:00:00Z', '2026-11-31', '2026-11-23T25:00:00Z', 'soon', 1764000000000, ''])('%j does not exist', at =>
    expect(one(lead({ at })).error).toContain('“at” is no moment that exists'),
  )
  test.each(['2028-02-29T10:00:00Z', '2026-11-23T10:00', '2026-11-23T10:00:00+05:45', '2026-11-23'])('%j exists', at =>
    expect(one(lead({ at })).outcome).toBe('assigned'),
  )
  test('is --at where it tells none, and an error where there is none either', () => {
    const line = '{"id":"x","facts":{"form":"contact"}}'
    expect(one(line, '2026-11-23T10:00:00Z').outcome).toBe('assigned')
    expect(one(line).error).toBe('There is no “at”, and no --at either.')
  })
  test('is UTC where it tells no offset', () => {
    const playbook = aPlaybook({ routing: { otherwise: [{ kind: 'rep', rep: 'ana' }] } })
    const roster = aRoster(aRep('ana', { hours: { mon: [['10:00', '11:00']] } }))
    const outcome = (at: string) => decideLines({ playbook, roster }, [{ at }])[0].outcome
    expect(['2026-11-23T10:00', '2026-11-23T12:00+02:00', '2026-11-23T10:00+02:00'].map(outcome)).toEqual(['assigned', 'assigned', 'queued'])
  })
})

describe('the form of a lead', () => {
  test('is the only one there is', () => {
    const playbook = aPlaybook({
      routing: { rules: [{ id: 'its', when: { fact: 'form', op: 'is', value: 'demo-request' }, to: [{ kind: 'rep', rep: 'ana' }] }], otherwise: [] },
    })
    expect(decideLines({ playbook, roster: aRoster(aRep('ana')) }, [{}])[0].rule).toBe('its')
  })
  test('has to be told where there are several', () => {
    for (const given of [{}, { form: '' }]) expect(one(lead({ facts: given })).error).toBe('“form” has to say which form: demo-request, contact.')
  })
  test('may stand beside the facts', () => {
    expect(one(lead({ facts: {}, form: 'contact' })).outcome).toBe('assigned')
    expect(one(lead({ form: 'contact' })).error).toContain('not the same')
  })
})

test('an owner who has left the roster is passed over, not an error', () => expect(one(facts({ 'lead.owner': 'gone' })).outcome).toBe('assigned'))
test('other keys of a line are left alone', () => expect(one(lead({ note: 'x', company: 'Acme' })).outcome).toBe('assigned'))

describe('what is printed', () => {
  test('has every field, null where there is nothing', () => {
    expect(one(facts({ 'answers.companySize': '200+', 'place.country': 'DE' }))).toEqual({
      id: 'x',
      outcome: 'assigned',
      rule: 'dach',
      destination: 0,
      rep: 'ana',
      queue: null,
      reason: null,
      points: 50,
      grade: 'A',
      territory: 'dach',
      why: expect.arrayContaining(['Territory: DACH.']),
    })
    expect(one(facts({ 'answers.companySize': 'student' }))).toMatchObject({
      outcome: 'disqualified',
      rule: 'students',
      rep: null,
      queue: null,
      reason: 'student',
      territory: null,
    })
  })
  test('a list that runs out has no destination', () => {
    const playbook = aPlaybook({ routing: { otherwise: [{ kind: 'rep', rep: 'ana' }] } })
    expect(decideLines({ playbook, roster: aRoster(aRep('ana', { hours: {} })) }, [{}])[0]).toMatchObject({
      outcome: 'queued',
      rule: 'otherwise',
      destination: null,
      queue: 'unassigned',
    })
  })
  test('with --explain, every rule down to the comparison it failed at, every candidate, and the credits', () => {
    const [written] = decideLines(documents, [facts({ 'answers.companySize': '200+', 'place.country': 'DE' })], { explain: true })
    expect(written.rules).toEqual([
      {
        rule: 'students',
        label: 'Students',
        holds: false,
        reached: true,
        why: 'answers.companySize is “student”? No, it is “200+”.',
        settledBy: [{ fact: 'answers.companySize', op: 'is', value: 'student', actual: '200+', holds: false }],
      },
      expect.objectContaining({ rule: 'owned', holds: false, reached: true }),
      expect.objectContaining({
        rule: 'dach',
        holds: true,
        reached: true,
        settledBy: [{ fact: 'territory', op: 'is', value: 'dach', actual: 'dach', holds: true }],
      }),
      expect.objectContaining({ rule: 'small', holds: false, reached: false }),
    ])
    expect(written.rules[1].settledBy).toEqual([
      { fact: 'account.owner', op: 'known', actual: null, holds: false },
      { fact: 'colleague.owner', op: 'known', actual: null, holds: false },
    ])
    expect(written.candidates).toEqual([
      { destination: 0, rep: 'ana', verdict: { kind: 'taken' }, why: 'Ana Lindqvist has the lead.' },
      { destination: 0, rep: 'ben', verdict: { kind: 'not-their-turn' }, why: 'It was not Ben Okoro’s turn.' },
    ])
    expect(written.credits).toEqual({
      pool: 'dach',
      before: { unit: '1', balances: {} },
      after: { unit: '3', balances: { ana: '-1', ben: '1' } },
      unit: '3',
      moves: { ana: '-1', ben: '1' },
    })
    expect(written.drift).toEqual([])
  })
})
