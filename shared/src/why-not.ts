import { normalise, same } from './condition.ts'
import { decideHandoff } from './decide.ts'
import { indexRoster } from './roster-index.ts'
import { applyEdits } from './why-not/apply-edits.ts'
import type { DecidedWith, Edit } from './why-not/edits.ts'
import { defaultSteps, findEdits } from './why-not/find-edits.ts'
import { nameOf, sayEdits } from './why-not/say-edits.ts'

/** What would have sent a lead to a rep. */
export interface WhyNot {
  /** As the roster spells it. */
  rep: string
  /** None, where the rep has the lead. Null: none were found, and the sentence says why. */
  edits: Edit[] | null
  /** Whether fewer were ruled out, or any where there are none; false where a bound stopped the search before. */
  fewest: boolean
  /** The same in words. */
  sentence: string
}

/** The edits do not send the lead where they should: a mistake of ours, and no answer. */
export class EditsFailed extends Error {
  override name = 'EditsFailed'
}

/**
 * The fewest edits (one fact, one option of the roster or one earlier turn each) with which a decision would have given the lead to
 * a rep. Facts are taken as given, as decisions take them: what would follow from an edit in the form is neither needed nor counted. They are applied and decided with before they are told: throws `EditsFailed` where that gives another result. `steps`
 * bounds the work, in decisions that are tried.
 */
export function explainWhyNot(decided: DecidedWith, wanted: string, steps = defaultSteps): WhyNot {
  const rep = indexRoster(decided.roster).reps.get(normalise(wanted))
  const name = nameOf(wanted, decided)
  if (!rep) return { rep: wanted, edits: null, fewest: true, sentence: `${name} is not on the roster.` }
  const { edits, proven, isReachable } = findEdits(decided, rep.id, steps)
  const nothing = (fewest: boolean, sentence: string): WhyNot => ({ rep: rep.id, edits: null, fewest, sentence })
  if (!isReachable) return nothing(true, `No rule leads to ${name}: they are not named, in no pool that is reached, and no owner is asked for.`)
  if (edits === null && !proven) return nothing(false, `What would have given this lead to ${name} is not known: the search was given up after ${steps} steps.`)
  if (edits === null) return nothing(true, `Nothing about this lead, the roster or earlier turns would have given it to ${name}.`)
  const decision = decideHandoff(applyEdits(decided, edits))
  if (decision.outcome !== 'assigned' || !same(decision.rep, rep.id)) throw new EditsFailed(`With ${JSON.stringify(edits)} the lead does not go to ${rep.id}.`)
  const doubt = proven ? '' : ' Fewer edits might do: the search was given up before that was ruled out.'
  return { rep: rep.id, edits, fewest: proven, sentence: `${sayEdits(edits, rep.id, decided)}${doubt}` }
}
