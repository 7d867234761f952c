import { holds } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import { routeLead } from '@baton/shared/routing'
import { findFindings } from '@baton/shared/verify/find-findings'
import type { Finding } from '@baton/shared/verify/report'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '../../support/prove.ts'
import { countLeads, everyLead, isPossible, tryEverything } from './every-lead.ts'
import { drawSmall, type Small } from './random-playbook.ts'

const runs = runsOf(40)
const mostLeads = 800

test(`finds what trying every lead finds, no more and no less, and shows it with a lead (${runs} random playbooks)`, { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(fc.gen(), draw => {
      const small = drawSmall(draw)
      fc.pre(countLeads(small) <= mostLeads)
      const report = findFindings(small.playbook, small.roster, small.span)
      expect(report.left).toEqual([])
      expect(report.findings.map(({ kind, path }) => `${kind} ${path}`).sort(), JSON.stringify(small)).toEqual(tryEverything(small))
      for (const finding of report.findings) expectShown(small, finding)
    }),
    { numRuns: runs, endOnFailure: true, maxSkipsPerRun: 1_000, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  )
})

function expectShown({ playbook, roster, span }: Small, { kind, path, coveredBy, witness }: Finding): void {
  if (witness) {
    expect(isPossible(playbook, witness.facts), JSON.stringify(witness.facts)).toBe(true)
    expect(new Date(witness.at) >= span.from && new Date(witness.at) < span.to).toBe(true)
  }
  const routing = witness && routeLead(playbook, witness.facts)
  const [, , , place] = path.split('/')
  const free = { ...roster, reps: roster.reps.map(({ capacity: _, ...rep }) => rep) }
  const decision = witness && decideHandoff({ playbook, roster: free, facts: witness.facts, credits: {}, loads: {}, now: new Date(witness.at) })
  switch (kind) {
    case 'unreachable-rule':
      return expectCovered({ playbook }, Number(place), coveredBy ?? [], witness)
    case 'nobody':
      expect(decision).toMatchObject({ outcome: 'queued', queue: 'unassigned', rule: path.endsWith('otherwise') ? 'otherwise' : `r${place}` })
      return
    case 'unstaffed':
      if (decision) expect(decision.destination === null || decision.destination > Number(path.split('/').at(-1))).toBe(true)
      return
    case 'overlap':
      if (routing) expect(playbook.scoring.grades.find(({ id }) => id === routing.score.grade)?.atLeast).toBe(playbook.scoring.grades[Number(place)]?.atLeast)
      return
    default:
      expect(witness).toBeNull()
  }
}

/** The rules named cover every lead that the rule is meant for, and no smaller set of them does. */
function expectCovered({ playbook }: Pick<Small, 'playbook'>, place: number, coveredBy: readonly string[], witness: Finding['witness']): void {
  const { rules } = playbook.routing
  const rule = rules[place]
  if (!rule) throw new Error(`There is no rule ${place}.`)
  const meant = playbook.forms
    .flatMap(form => everyLead(playbook, form))
    .map(facts => routeLead(playbook, facts).facts)
    .filter(facts => holds(rule.when, facts))
  const covers = (ids: readonly string[]) => meant.every(facts => rules.slice(0, place).some(({ id, when }) => ids.includes(id) && holds(when, facts)))
  expect(covers(coveredBy)).toBe(true)
  for (const spared of coveredBy)
    expect(covers(coveredBy.filter(id => id !== spared)), `${spared} of ${coveredBy} covering ${place} in ${JSON.stringify(playbook)}`).toBe(false)
  expect(witness === null).toBe(meant.length === 0)
  if (witness) expect(holds(rule.when, routeLead(playbook, witness.facts).facts) && routeLead(playbook, witness.facts).rule !== rule.id).toBe(true)
}
