import type { Comparison, Condition } from '@baton/shared/condition'
import type { Question } from '@baton/shared/form'
import { type Playbook, playbook as playbookSchema } from '@baton/shared/playbook'
import fc from 'fast-check'
import { drawSmall, type Small } from './random-playbook.ts'

type Draw = fc.GeneratorValue

/**
 * The small playbooks of `check`, with more questions, some of them asked only if they matter, and with rules that hang on several
 * answers together: what makes a question matter to some and not to others.
 */
export function drawAsking(draw: Draw): Small {
  const chance = (percent: number) => draw(fc.integer, { min: 1, max: 100 }) <= percent
  // By its place: fast-check remembers what it drew from, and compares it with all it has ever drawn from.
  const among = <Value>(...values: Value[]): Value => values[draw(fc.integer, { min: 0, max: values.length - 1 })] as Value // there is always one
  const small = drawSmall(draw)
  const free = among('account.tier', 'touch.last.campaign', 'answers.note')
  const fills = JSON.stringify(small.playbook.forms).includes('company.industry')
  const text = JSON.stringify(small.playbook)
    .replaceAll('"account.tier"', `"${free}"`)
    .replaceAll('"company.industry"', fills ? '"company.industry"' : among('"company.industry"', '"locale"'))
  const playbook: Playbook = JSON.parse(text)
  const known = ['touch.last.campaign', 'locale'].filter(fact => text.includes(`"${fact}"`))

  function leaf(facts: readonly string[]): Condition {
    const fact = among(...facts)
    const comparison = compare(fact)
    return chance(25) ? { not: comparison } : comparison
  }
  function compare(fact: string): Comparison {
    if (chance(10)) return { fact, op: 'known' }
    if (fact === 'answers.number') return { fact, op: among('atLeast', 'below', 'is'), value: among(1, 2, 3) }
    if (fact === 'answers.choices')
      return chance(50) ? { fact, op: 'includes', value: among('p', 'q') } : { fact, op: among('includesAny', 'includesAll'), value: ['p', 'q'] }
    if (fact === 'answers.country') return { fact, op: 'in', value: among(['DE'], ['FR'], ['DE', 'FR']) }
    if (fact === 'answers.date') return { fact, op: among('atLeast', 'below', 'is'), value: among('2026-02-28', '2026-03-01') }
    if (fact === 'answers.consent') return { fact, op: 'is', value: true }
    if (fact === 'answers.choice' || fact === 'answers.second') return { fact, op: 'in', value: among(['p'], ['q'], ['p', 'q']) }
    return { fact, op: among('is', 'startsWith', 'contains'), value: among('a', 'ab') }
  }

  const second = ['p', 'q'].slice(0, among(1, 2, 2)).map(id => ({ id, label: id })) // the same on each form
  const forms = playbook.forms.map(form => {
    const questions: Question[] = [...form.questions]
    const add = (question: object) => {
      const place = draw(fc.integer, { min: 0, max: questions.length })
      const isUsed = questions.some(({ showWhen }, at) => at < place && JSON.stringify(showWhen ?? '').includes(`answers.${(question as Question).id}"`))
      if (!isUsed) questions.splice(place, 0, { label: 'l', ...(chance(50) && { required: true }), ...question } as Question)
    }
    if (text.includes('"answers.note"')) add({ id: 'note', kind: 'text' })
    const filled = questions.find(question => question.fills === 'company.industry')
    if (filled || chance(50))
      add({
        id: 'second',
        kind: 'choice',
        options: second,
        ...(filled && { fills: 'company.industry' }),
      })
    const used = () => questions.map(({ id }) => id)
    for (const kind of ['choice', 'number', 'country', 'date', 'consent'])
      if (questions.length < 4 && !used().includes(kind) && chance(50))
        add({
          id: kind,
          kind,
          ...(kind === 'choice' && { options: ['p', 'q', 'r'].map(id => ({ id, label: id })) }),
          ...(kind === 'number' && { min: 0, max: 3 }),
          ...(kind === 'date' && { min: '2026-02-27', max: '2026-03-02' }),
        })
    return {
      ...form,
      questions: questions.map((question, place): Question => {
        const earlier = [...questions.slice(0, place).map(({ id }) => `answers.${id}`), ...known]
        const shown = !question.showWhen && earlier.length > 0 && chance(30) ? { ...question, showWhen: leaf(earlier) } : question
        return shown.kind !== 'consent' && chance(60) ? { ...shown, ask: 'if-it-matters' as const } : shown
      }),
    }
  })
  const told = [...new Set([...forms.flatMap(({ questions }) => questions.map(({ id }) => `answers.${id}`)), ...known])]
  const together = (when: Condition): Condition => {
    if (chance(40)) return when
    const parts = [leaf(told), leaf(told), ...(chance(40) ? [leaf(told)] : []), ...(chance(30) ? [when] : [])]
    return chance(75) ? { all: parts } : { any: parts }
  }
  const matched = [...told, 'company.industry', 'place.country', 'score.points']
  const matching = () => ({
    kind: 'pool',
    pool: among('p0', 'p1'),
    anyHour: true,
    match: Array.from({ length: among(1, 1, 2) }, () => ({ attribute: among('skills', 'size'), has: among(...matched) })),
  })
  const { scoring, territories, routing } = playbook
  return {
    ...small,
    playbook: playbookSchema.parse({
      ...playbook,
      forms,
      scoring: { ...scoring, criteria: scoring.criteria.map(criterion => ({ ...criterion, when: together(criterion.when) })) },
      territories: territories.map(territory => ({ ...territory, when: together(territory.when) })),
      routing: {
        ...routing,
        rules: routing.rules.map(rule => ({ ...rule, when: together(rule.when), to: [...(chance(40) ? [matching()] : []), ...rule.to] })),
      },
    }),
  }
}

/**
 * Draws as `fc.gen()` does, from one number: thousands of draws a playbook are looked up one by one there, and took most of the time.
 * Only the three kinds of draw that are used here. (xorshift32: G. Marsaglia, 2003.)
 */
export function drawFrom(seed: number): Draw {
  let state = seed | 0 || 1
  const next = (most: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % most
  }
  const draw = (kind: unknown, ...given: unknown[]): unknown => {
    if (kind === fc.constantFrom) return given[next(given.length)]
    if (kind === fc.integer) {
      const { min, max } = given[0] as { min: number; max: number }
      return min + next(max - min + 1)
    }
    if (kind !== fc.subarray) throw new Error('Draw one of many, a whole number, or some of many.')
    const values = given[0] as unknown[]
    const some = values.filter(() => next(2) === 1)
    return some.length > 0 ? some : [values[next(values.length)]]
  }
  return draw as Draw
}

/** The fact a renamed one takes its values from. */
export const valuesLike: Record<string, string> = { 'touch.last.campaign': 'account.tier', locale: 'company.industry', 'answers.note': 'account.tier' }
