import type { Comparison, Condition, FactValue } from '@baton/shared/condition'
import { type Playbook, playbook as playbookSchema } from '@baton/shared/playbook'
import { type Roster, roster as rosterSchema } from '@baton/shared/roster'
import type { Span } from '@baton/shared/verify/report'
import fc from 'fast-check'

type Draw = fc.GeneratorValue

/** Small enough that every lead can be tried, and made of what `check` has to see through. */
export interface Small {
  playbook: Playbook
  roster: Roster
  span: Span
}

export const attributeTexts = ['p', 'q', 'DE', 'a', 't0', 'g0', '/x']

/** Facts from elsewhere, with every value that the conditions below can tell apart. */
export const outside: Record<string, FactValue[]> = {
  'company.industry': [...attributeTexts, 'r', ...textsUpTo(6)],
  'company.employees': [0, 1, 2, 3, 4, 9],
  'company.country': ['DE', 'FR', 'US'],
  'place.region': ['DE-BY', 'DE-NW', 'FR-75', 'FR-13', 'US-CA', 'US-NY', 'zz', 'yy'],
  'account.known': [false, true],
  'account.owner': ['ana', 'ben', 'cy', 'nobody-here'],
  'account.tier': [...attributeTexts, 'r', ...textsUpTo(6)],
  'lead.returning': [false, true],
  'lead.owner': ['ana', 'ben', 'cy', 'nobody-here'],
  'colleague.owner': ['ana', 'ben', 'cy', 'nobody-here'],
  'email.kind': ['work', 'free', 'disposable', 'role'],
  'visit.pages': [['/x'], ['/y'], ['/z'], ['/x', '/y'], ['/x', '/z'], ['/y', '/z'], ['/x', '/y', '/z']],
}

const places: Record<string, string> = { 'place.region': 'regions', 'visit.pages': 'pages' }

/** Every text of up to so many letters from three. */
function textsUpTo(letters: number): string[] {
  const longer = (text: string): string[] => (text.length === letters ? [] : ['a', 'b', 'c'].flatMap(letter => [text + letter, ...longer(text + letter)]))
  return longer('')
}

const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']

export function drawSmall(draw: Draw): Small {
  // By its place: fast-check remembers what it drew from, and compares it with all it has ever drawn from.
  const among = <Value>(...values: Value[]): Value => values[draw(fc.integer, { min: 0, max: values.length - 1 })] as Value // there is always one
  const chance = (percent: number) => draw(fc.integer, { min: 1, max: 100 }) <= percent
  const upTo = (most: number, least = 0) => draw(fc.integer, { min: least, max: most })
  const some = <Value>(values: readonly Value[]): Value[] => draw(fc.subarray<Value>, [...values], { minLength: 1 })
  const list = <Value>(most: number, make: (place: number) => Value, least = 0): Value[] => Array.from({ length: upTo(most, least) }, (_, place) => make(place))

  const foreign = some(Object.keys(outside)).slice(0, upTo(2))
  const comparisons: Comparison[] = []
  const mentioned = new Set<string>()

  function condition(facts: readonly string[], depth = 2): Condition {
    const kind = depth === 0 || facts.length === 0 ? 'leaf' : among('leaf', 'leaf', 'all', 'any', 'not')
    if (facts.length === 0) return chance(50) ? { all: [] } : { any: [] }
    if (kind === 'leaf') return comparison(among(...facts))
    if (kind === 'not') return { not: condition(facts, depth - 1) }
    const parts = list(3, () => condition(facts, depth - 1))
    return kind === 'all' ? { all: parts } : { any: parts }
  }

  const kinds: Record<string, string> = {}
  function comparison(fact: string): Comparison {
    const made = compare(fact)
    comparisons.push(made)
    mentioned.add(fact)
    return made
  }

  function compare(fact: string): Comparison {
    if (chance(15)) return { fact, op: 'known' }
    if (fact === 'score.points' || fact === 'company.employees' || kinds[fact] === 'number') {
      const value = fact === 'score.points' ? upTo(5, -3) : upTo(4) / among(1, 1, 2)
      return { fact, op: among('atLeast', 'atMost', 'above', 'below', 'is'), value }
    }
    if (kinds[fact] === 'date') return { fact, op: among('atLeast', 'atMost', 'above', 'below', 'is'), value: among(...days, '2026-02-28T12:00') }
    if (kinds[fact] === 'consent' || fact === 'account.known' || fact === 'lead.returning') return { fact, op: 'is', value: chance(70) }
    if (kinds[fact] === 'choices' || fact === 'visit.pages') {
      const values = fact === 'visit.pages' ? ['/x', '/y'] : ['p', 'q', 'r']
      return chance(40)
        ? { fact, op: 'includes', value: among(...values) }
        : { fact, op: among('includesAny', 'includesAll'), value: chance(10) ? [] : some(values) }
    }
    if (fact === 'account.tier' || fact === 'company.industry')
      return chance(30)
        ? { fact, op: 'is', value: among('a', 'b', 'AB ') }
        : { fact, op: among('startsWith', 'endsWith', 'contains'), value: among('a', 'B', 'ab', 'ba') }
    if (fact === 'place.region')
      return chance(50) ? { fact, op: 'startsWith', value: among('DE-', 'FR', 'US-') } : { fact, op: 'is', value: among('DE-BY', 'US-CA') }
    const values: Record<string, string[]> = {
      territory: territoryIds,
      'score.grade': gradeIds,
      'company.country': ['DE', 'FR'],
      'place.country': ['DE', 'FR'],
      'account.owner': ['ana', 'ben'],
      'lead.owner': ['ana', 'ben'],
      'colleague.owner': ['ana', 'ben'],
      'email.kind': ['work', 'free', 'role'],
      form: ['f0', 'f1'].slice(0, formCount),
    }
    const known = kinds[fact] === 'country' ? ['DE', 'FR'] : (values[fact] ?? ['p', 'q', 'r'])
    return chance(60) ? { fact, op: 'is', value: among(...known) } : { fact, op: 'in', value: some(known) }
  }

  const formCount = chance(20) ? 2 : 1
  const territoryIds = list(2, place => `t${place}`)
  const gradeIds = list(3, place => `g${place}`)
  const shared = ['choice', 'number', 'choices', 'consent', 'country', 'date'].filter(() => chance(60))
  const forms = Array.from({ length: formCount }, (_, form) => {
    const used = some(shared.length > 0 ? shared : ['choice']).slice(0, formCount === 2 ? 2 : 4)
    const questions = used.map((kind, place) => {
      kinds[`answers.${kind}`] = kind
      const earlier = used.slice(0, place).map(other => `answers.${other}`)
      return {
        id: kind,
        kind,
        label: kind,
        ...(chance(50) && { required: true }),
        ...(earlier.length > 0 && chance(50) && { showWhen: condition(earlier, 1) }),
        ...(kind === 'number' && { min: 0, max: 3, ...(chance(30) && { step: 0.5 }) }),
        ...(kind === 'date' && { min: '2026-02-27', max: '2026-03-02' }),
        ...((kind === 'choice' || kind === 'choices') && { options: ['p', 'q', 'r'].map(id => ({ id, label: id })) }),
        ...(kind === 'number' && chance(30) && { fills: 'company.employees' }),
        ...(kind === 'choice' && chance(20) && { fills: 'company.industry' }),
      }
    })
    return { id: `f${form}`, title: 'F', questions }
  })
  const given = [
    ...Object.keys(kinds),
    ...foreign,
    ...('answers.country' in kinds && chance(50) ? ['place.country'] : []),
    ...(formCount === 2 ? ['form'] : []),
  ]
  const territories = territoryIds.map(id => ({ id, when: condition(given, 1) }))
  const withTerritory = [...given, ...(territoryIds.length > 0 ? ['territory'] : [])]
  const criteria = list(3, place => ({ id: `c${place}`, label: 'C', when: condition(withTerritory, 1), points: upTo(3, -2) }))
  const all = [...withTerritory, 'score.points', ...(gradeIds.length > 0 ? ['score.grade'] : [])]
  // Texts that can be anything are matched with attributes of their own, of which every value is among those above.
  const attributesFor = (fact: string) => (fact.endsWith('.owner') ? ['people'] : fact in places ? [places[fact] as string] : ['skills', 'size', 'other'])
  const match = () => {
    const has = among(...all)
    return { attribute: among(...attributesFor(has)), has }
  }
  const reps = ['ana', 'ben']
  const destination = () =>
    among<() => object>(
      () => ({ kind: 'owner', ...(chance(30) && { anyHour: true }) }),
      () => ({ kind: 'rep', rep: among(...reps), ...(chance(30) && { anyHour: true }) }),
      () => ({ kind: 'pool', pool: among('p0', 'p1'), ...(chance(50) && { anyHour: true }) }),
      () => ({
        kind: 'pool',
        pool: among('p0', 'p1'),
        ...(chance(50) && { anyHour: true }),
        match: list(2, match, 1),
      }),
      () => (chance(50) ? { kind: 'queue', queue: 'q' } : { kind: 'disqualify', reason: 'x' }),
    )()
  const rules = list(5, place => ({ id: `r${place}`, when: condition(all), to: list(3, destination, 1) }), 1)
  const hours = () =>
    chance(40)
      ? undefined
      : {
          mon: [['09:00', '17:00']],
          sat: [['00:00', '24:00']],
          sun: [
            ['00:00', '03:30'],
            ['12:00', '24:00'],
          ],
        }
  const playbook = {
    format: 1,
    forms,
    scoring: { criteria, grades: gradeIds.map(id => ({ id, atLeast: upTo(4, -2) })) },
    territories,
    queues: [{ id: 'q', pools: [] }],
    pools: [
      { id: 'p0', members: [{ rep: 'ana' }, { rep: 'ben' }] },
      { id: 'p1', members: [{ rep: 'ben' }, { rep: 'cy' }] },
    ],
    routing: { rules, otherwise: list(2, destination) },
  }
  const roster = {
    reps: ['ana', 'ben', 'cy'].map(id => ({
      id,
      name: id,
      email: `${id}@example.com`,
      active: !chance(15),
      timeZone: among('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
      hours: hours(),
      ...(chance(30) && { timeOff: [{ from: '2026-03-28', to: among('2026-03-28', '2026-03-29') }] }),
      ...(chance(30) && { capacity: { perDay: 0 } }),
      attributes: {
        ...(chance(70) && { skills: some(attributeTexts) }),
        ...(chance(40) && { size: among<FactValue>(1, 2, true, [0, 3], 'p') }),
        ...(chance(60) && { people: some(['ana', 'ben', 'nobody-here']) }),
        ...(chance(60) && { regions: some(['DE-BY', 'FR-75', 'zz']) }),
        ...(chance(60) && { pages: some(['/x', '/y']) }),
      },
    })),
    holidays: chance(20) ? [{ date: '2026-03-29', label: 'H', ...(chance(50) && { reps: ['ben'] }) }] : [],
  }
  const from = new Date('2026-03-28T12:00:00Z') // a Saturday; the clocks of Berlin change that night
  return { playbook: playbookSchema.parse(playbook), roster: rosterSchema.parse(roster), span: { from, to: new Date(from.getTime() + 2 * 86_400_000) } }
}
