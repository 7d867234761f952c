import { same } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import { checkFacts, readFactScope } from '@baton/shared/verify/check-facts'
import { explainWhyNot } from '@baton/shared/why-not'
import { applyEdits } from '@baton/shared/why-not/apply-edits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '../../support/prove.ts'
import { countSets, tryEveryEdit } from './every-edit.ts'
import { drawDecided } from './random-decided.ts'

/** More than the few that every run can afford: `pnpm prove`. */
const runs = runsOf(25)
/** Of three edits all sets are tried only where they are no more than this. */
const mostSets = 3_000

test(`finds as few edits as trying every set of them does, and they send the lead there (${runs} random playbooks)`, { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(fc.gen(), draw => {
      const decided = drawDecided(draw)
      const rep = draw(fc.constantFrom, 'ana', 'ben', 'cy')
      const found = explainWhyNot(decided, rep)
      const shown = JSON.stringify({ decided, rep, found })
      expect(found.fewest, shown).toBe(true)
      if (found.edits) {
        const inputs = applyEdits(decided, found.edits)
        const decision = decideHandoff(inputs)
        expect(decision.outcome === 'assigned' && same(decision.rep, rep), shown).toBe(true)
        // `decide` takes the facts as they were edited.
        expect(checkFacts(inputs.facts, readFactScope(decided.playbook, decided.roster)), shown).toEqual({ facts: inputs.facts, problems: [] })
      }
      const tried = countSets(decided, 3) <= mostSets ? 3 : 2
      const least = tryEveryEdit(decided, rep, Math.min(tried, found.edits?.length ?? tried))
      if (found.edits && found.edits.length <= tried) expect(least, shown).toBe(found.edits.length)
      else expect(least, shown).toBe(null)
    }),
    { numRuns: runs, endOnFailure: true, maxSkipsPerRun: 1_000, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
  )
})
