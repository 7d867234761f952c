import { playbook as playbookSchema } from '@baton/shared/playbook'
import { roster as rosterSchema } from '@baton/shared/roster'
import { findFindings } from '@baton/shared/verify/find-findings'

export const checkHelp =
  '  [rules…]   how long a proof takes of 100 and 1,000 rules over 12 questions with 200 reps, by default\n  --tangled  each rule with a choice between two more facts, one of them negated\n'

/** Prints a line of JSON for each number of rules. */
export async function measureCheck(words: string[]): Promise<void> {
  const tangled = words.includes('--tangled')
  const numbers = words.filter(word => word !== '--tangled').map(Number)
  const counts = numbers.length > 0 ? numbers : [100, 1_000]
  for (const count of counts) {
    const playbook = playbookSchema.parse(writePlaybook(count, tangled))
    const roster = rosterSchema.parse({ reps: writeReps(200) })
    const from = new Date('2026-11-23T00:00:00Z')
    const began = performance.now()
    const { proven, left, findings } = findFindings(playbook, roster, { from, to: new Date(from.getTime() + 7 * 86_400_000) })
    const seconds = Number(((performance.now() - began) / 1000).toFixed(2))
    const kinds: Record<string, number> = {}
    for (const { kind } of findings) kinds[kind] = (kinds[kind] ?? 0) + 1
    process.stdout.write(`${JSON.stringify({ rules: count, tangled, questions: 12, reps: 200, seconds, proven, left: left.slice(0, 3), findings: kinds })}\n`)
  }
}

const options = ['a', 'b', 'c', 'd', 'e']
const countries = ['DE', 'AT', 'CH', 'FR', 'GB', 'IE', 'US', 'CA', 'SE', 'NO']

/** Rules of three or four comparisons over different questions, as a large sales team writes them; the last ones take the rest. */
function writePlaybook(count: number, tangled: boolean): object {
  const random = numbersFrom(7)
  const among = <Value>(values: readonly Value[]) => values[random(values.length)] as Value
  const choices = Array.from({ length: 8 }, (_, place) => ({
    id: `q${place}`,
    kind: 'choice',
    label: 'Q',
    required: place < 6,
    options: options.map(id => ({ id, label: id })),
  }))
  const later = { showWhen: { fact: 'answers.q0', op: 'in', value: ['a', 'b', 'c'] } }
  const questions = [
    ...choices.map((question, place) => (place > 5 ? { ...question, ...later } : question)),
    { id: 'country', kind: 'country', label: 'Country', required: true },
    { id: 'seats', kind: 'number', label: 'Seats', min: 1, max: 10_000 },
    { id: 'products', kind: 'choices', label: 'Products', options: options.map(id => ({ id, label: id })) },
    { id: 'goal', kind: 'longText', label: 'Goal' },
  ]
  const comparison = (): object => {
    const kind = random(12)
    if (kind < 6) return { fact: `answers.q${random(8)}`, op: 'in', value: [among(options), among(options)] }
    if (kind === 6) return { fact: 'answers.seats', op: among(['atLeast', 'below']), value: random(40) * 250 }
    if (kind === 7) return { fact: 'answers.products', op: 'includes', value: among(options) }
    if (kind === 8) return { fact: 'score.grade', op: 'is', value: among(['A', 'B', 'C']) }
    if (kind === 9) return { fact: 'account.tier', op: 'is', value: among(['gold', 'silver']) }
    return { fact: 'place.country', op: 'in', value: [among(countries), among(countries)] }
  }
  const rules = Array.from({ length: count }, (_, place) => ({
    id: `r${place}`,
    when: { all: [comparison(), comparison(), tangled ? { any: [comparison(), { not: comparison() }] } : comparison()] },
    to: [
      { kind: 'pool', pool: `p${random(20)}`, match: [{ attribute: 'products', has: 'answers.q1' }] },
      { kind: 'pool', pool: `p${random(20)}`, anyHour: true },
    ],
  }))
  return {
    format: 1,
    forms: [{ id: 'f', questions }],
    scoring: {
      criteria: options.map((id, place) => ({ id, label: id, points: 5 + 5 * place, when: { fact: `answers.q${place}`, op: 'is', value: id } })),
      grades: [
        { id: 'A', atLeast: 50 },
        { id: 'B', atLeast: 20 },
        { id: 'C', atLeast: 0 },
      ],
    },
    pools: Array.from({ length: 20 }, (_, pool) => ({
      id: `p${pool}`,
      members: Array.from({ length: 10 }, (_, place) => ({ rep: `rep${pool * 10 + place}` })),
    })),
    routing: { rules, otherwise: [{ kind: 'pool', pool: 'p0', anyHour: true }] },
  }
}

function writeReps(count: number): object[] {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Europe/London']
  const week = (day: [string, string]) => Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(weekday => [weekday, [day]]))
  return Array.from({ length: count }, (_, place) => ({
    id: `rep${place}`,
    name: `Rep ${place}`,
    email: `rep${place}@example.com`,
    timeZone: zones[place % zones.length],
    hours: week([`0${7 + (place % 3)}:00`, '17:00']),
    attributes: { products: [options[place % 5], options[(place + 1) % 5]] },
  }))
}

/** The same numbers every time: a linear congruential generator (Numerical Recipes' constants). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
