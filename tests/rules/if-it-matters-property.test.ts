import { type Condition, type Facts, holds } from '@baton/shared/condition'
import type { Form } from '@baton/shared/form'
import { compileForms } from '@baton/shared/if-it-matters/compile-forms'
import { checkForm } from '@baton/shared/verify/check-form'
import { readVocabulary } from '@baton/shared/verify/vocabulary'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '../support/prove.ts'
import { isLawful } from './verify/every-lead.ts'
import { decisionOf, everyVisitor, leadOf, resultOf, showing, type Visitor } from './verify/every-visitor.ts'
import { drawAsking, drawFrom } from './verify/random-asking.ts'
import type { Small } from './verify/random-playbook.ts'

const runs = runsOf(20)
const mostVisitors = 500

test(`is asked exactly where trying everybody finds that it matters, and skipping changes no decision (${runs} random playbooks)`, {
  timeout: 7_200_000,
}, () => {
  const tally: Record<string, number> = {}
  fc.assert(
    fc.property(fc.integer(), seed => {
      const small = drawAsking(drawFrom(seed))
      const visitors = small.playbook.forms.map(form => everyVisitor(small.playbook, form, mostVisitors))
      fc.pre(visitors.every(list => list !== null))
      const { playbook, questions } = compileForms(small.playbook)
      for (const { outcome } of questions) tally[outcome] = (tally[outcome] ?? 0) + 1
      expect(questions.filter(({ outcome }) => outcome === 'left')).toEqual([])
      const facts = readVocabulary(small.playbook, small.roster)
      for (const [place, form] of playbook.forms.entries()) {
        const problems = (one: Form) => checkForm(one, ['forms', place], facts).map(({ message }) => message)
        const before = problems(small.playbook.forms[place] as Form)
        expect(
          problems(form).filter(message => !before.includes(message)),
          JSON.stringify(small.playbook),
        ).toEqual([])
        expectExact(small, small.playbook.forms[place] as Form, form, visitors[place] ?? [])
      }
      expect(compileForms(structuredClone(playbook)).playbook).toEqual(playbook)
    }),
    { numRuns: runs, endOnFailure: true, maxSkipsPerRun: 1_000, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  )
  if (process.env.BATON_PROVE_RUNS) process.stdout.write(`${JSON.stringify(tally)}\n`)
})

function expectExact(small: Small, written: Form, compiled: Form, everybody: readonly Visitor[]): void {
  const visitors = everybody.filter(visitor => isLawful(leadOf(written, visitor)))
  const results = new Map<string, string>()
  const resultFor = (lead: Facts) => {
    const key = JSON.stringify(lead)
    const result = results.get(key) ?? resultOf(small.playbook, lead)
    results.set(key, result)
    return result
  }
  const why = () => JSON.stringify({ ...small.playbook, compiled: compiled.questions })
  for (const visitor of visitors) {
    const [before, after] = [leadOf(written, visitor), leadOf(compiled, visitor)]
    if (JSON.stringify(before) === JSON.stringify(after)) continue
    expect([resultFor(after), decisionOf(small, after)], why()).toEqual([resultFor(before), decisionOf(small, before)])
  }
  const showWhen = new Map<string, Condition | undefined>(written.questions.map(({ id, showWhen }) => [id, showWhen]))
  for (const [place, question] of written.questions.entries()) {
    if (!question.ask) continue
    const asking = showing(written, showWhen)
    const skipping = showing(written, new Map([...showWhen, [question.id, { any: [] }]]))
    const earlier = new Set(written.questions.slice(0, place).map(({ id }) => `answers.${id}`))
    const matters = new Map<string, { facts: Facts; matters: boolean }>()
    for (const visitor of visitors) {
      const lead = leadOf(asking, visitor)
      const facts = Object.fromEntries(Object.entries(lead).filter(([fact]) => earlier.has(fact) || fact.startsWith('touch.') || fact === 'locale'))
      const key = JSON.stringify(Object.entries(facts).sort())
      if (matters.get(key)?.matters) continue
      const skipped = leadOf(skipping, visitor)
      matters.set(key, {
        facts,
        matters: JSON.stringify(lead) !== JSON.stringify(skipped) && resultFor(lead) !== resultFor(skipped),
      })
    }
    const now = compiled.questions[place]?.showWhen
    const asked = (facts: Facts) => (now ? holds(now, facts) : true)
    // Where everybody who is asked matters, the condition stays as it was written; and so it is where nobody is asked.
    for (const known of matters.values()) expect([question.id, known.facts, asked(known.facts)], why()).toEqual([question.id, known.facts, known.matters])
    showWhen.set(question.id, now)
  }
}
