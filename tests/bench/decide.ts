import { decideNext, nothingCarried, type OrderedLead } from '@baton/shared/decide-in-order'
import type { Playbook } from '@baton/shared/playbook'
import jsonLogic, { type RulesLogic } from 'json-logic-js'
import { Engine } from 'json-rules-engine'
import { leadsFor, playbookOf, reps, roster, type Segment, segmentsOf } from './decide-playbook.ts'

export const decideHelp = `  one whole decision (territory, score, rule, 200 reps' hours and loads, whose turn) with 10, 100, 1,000 and 10,000 rules, beside
  json-rules-engine and json-logic-js, which look for the rule and nothing else
  --leads <n>   how many are decided in each row (2000)
`

/** Microseconds a lead, and the rule each lead met: null when none. */
interface Measured {
  microseconds: number
  rules: (number | null)[]
}

export async function measureDecide(words: string[]): Promise<void> {
  const count = words.includes('--leads') ? Number(words[words.indexOf('--leads') + 1]) || 2000 : 2000
  console.log(`one decision over ${reps} reps, µs; every other lead meets no rule and goes to an inbound pool of 20, or of all ${reps}.`)
  console.log('The first decision with a playbook compiles it: that has a column of its own. Ratios are to the first column.')
  console.log(row('rules', 'baton', 'growth', 'of all', 'compile', 'json-logic', 'ratio', 'json-rules-engine', 'ratio'))
  let before: number | null = null
  for (const rules of [10, 100, 1000, 10_000]) {
    const segments = segmentsOf(rules)
    const leads = leadsFor(segments, count)
    const { compileMs, ...baton } = measureBaton(playbookOf(segments, 20), leads)
    const ofAll = measureBaton(playbookOf(segments, reps), leads)
    const logic = measureJsonLogic(segments, leads.slice(0, Math.max(40, Math.floor(200_000 / rules))))
    const engine = await measureRulesEngine(segments, leads.slice(0, Math.max(6, Math.floor(20_000 / rules))))
    for (const other of [ofAll, logic, engine]) checkAgreement(baton, other)
    console.log(
      row(
        rules.toLocaleString('en'),
        baton.microseconds.toFixed(0),
        before === null ? '' : `× ${(baton.microseconds / before).toFixed(2)}`,
        ofAll.microseconds.toFixed(0),
        `${compileMs.toFixed(1)} ms`,
        logic.microseconds.toFixed(0),
        `× ${(logic.microseconds / baton.microseconds).toFixed(1)}`,
        engine.microseconds.toFixed(0),
        `× ${(engine.microseconds / baton.microseconds).toFixed(0)}`,
      ),
    )
    before = baton.microseconds
  }
}

function row(...cells: string[]): string {
  return cells.map((cell, index) => cell.padStart([6, 8, 8, 8, 10, 12, 8, 18, 8][index] ?? 8)).join('')
}

function measureBaton(playbook: Playbook, leads: readonly OrderedLead[]): Measured & { compileMs: number } {
  const documents = { playbook, roster }
  const [first] = leads as [OrderedLead]
  const started = performance.now()
  decideNext(documents, nothingCarried, first)
  const compileMs = performance.now() - started
  const begin = () => {
    let carried = nothingCarried
    return (lead: OrderedLead) => {
      const { decision, after } = decideNext(documents, carried, lead)
      carried = after
      return decision.rule === 'otherwise' ? null : Number(decision.rule.slice('rule-'.length))
    }
  }
  return { compileMs, ...timed(leads, begin) }
}

/** The first rule that holds, in order, as one would write it with this library. */
function measureJsonLogic(segments: readonly Segment[], leads: readonly OrderedLead[]): Measured {
  const logic: RulesLogic[] = segments.map(({ size, country, industry, seats }) => ({
    and: [
      { '==': [{ var: 'companySize' }, size] },
      { '==': [{ var: 'country' }, country] },
      { '==': [{ var: 'industry' }, industry] },
      { '>=': [{ var: 'seats' }, seats] },
    ],
  }))
  return timed(leads, () => lead => {
    const facts = plainFacts(lead)
    const place = logic.findIndex(rule => jsonLogic.apply(rule, facts) === true)
    return place === -1 ? null : place
  })
}

async function measureRulesEngine(segments: readonly Segment[], leads: readonly OrderedLead[]): Promise<Measured> {
  const engine = new Engine()
  for (const [place, { size, country, industry, seats }] of segments.entries())
    engine.addRule({
      conditions: {
        all: [
          { fact: 'companySize', operator: 'equal', value: size },
          { fact: 'country', operator: 'equal', value: country },
          { fact: 'industry', operator: 'equal', value: industry },
          { fact: 'seats', operator: 'greaterThanInclusive', value: seats },
        ],
      },
      event: { type: 'rule', params: { place } },
    })
  const rules: (number | null)[] = []
  let sum = 0
  for (const lead of leads) {
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 2; round++) {
      const started = performance.now()
      const { events } = await engine.run(plainFacts(lead))
      best = Math.min(best, performance.now() - started)
      if (round === 0) rules.push(events.length === 0 ? null : Math.min(...events.map(({ params }) => Number(params?.place))))
    }
    sum += best
  }
  return { microseconds: (sum / leads.length) * 1000, rules }
}

const rounds = 7
const sliceLength = 20

/** All leads in order, several times over; each slice counts with its best time, for what was slower was disturbed. */
function timed(leads: readonly OrderedLead[], begin: () => (lead: OrderedLead) => number | null): Measured {
  const best: number[] = []
  let rules: (number | null)[] = []
  for (let round = 0; round < rounds; round++) {
    const decide = begin()
    rules = []
    for (let from = 0; from < leads.length; from += sliceLength) {
      const slice = leads.slice(from, from + sliceLength)
      const started = performance.now()
      for (const lead of slice) rules.push(decide(lead))
      const index = from / sliceLength
      best[index] = Math.min(best[index] ?? Number.POSITIVE_INFINITY, performance.now() - started)
    }
  }
  return { microseconds: (best.reduce((sum, one) => sum + one, 0) / leads.length) * 1000, rules }
}

function plainFacts({ facts }: OrderedLead) {
  return { companySize: facts['answers.companySize'], country: facts['place.country'], industry: facts['company.industry'], seats: facts['answers.seats'] }
}

/** A measurement counts only of those who do the same. */
function checkAgreement(ours: Measured, theirs: Measured): void {
  for (const [lead, rule] of theirs.rules.entries())
    if (ours.rules[lead] !== rule) throw new Error(`Lead ${lead} meets rule ${ours.rules[lead]} here and rule ${rule} there.`)
}
