import { type Comparison, type Condition, type Facts, type FactValue, holds, own, same } from '../condition.ts'
import { decideWith } from '../decide.ts'
import { type Availability, readAvailability } from '../eligibility.ts'
import type { Destination } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { indexRoster } from '../roster-index.ts'
import { routeLead } from '../routing.ts'
import { listsOf } from '../verify/compared-facts.ts'
import { holdsFor } from '../verify/fact-space.ts'
import { editRoster, moveTurns, setFacts } from './apply-edits.ts'
import { type Asked, createDestinationSteps } from './destination-edits.ts'
import { type DecidedWith, type Edit, type FactEdit, keyOfEdit, placeOf, type RosterEdit } from './edits.ts'
import { readFactChoices } from './fact-choices.ts'
import { readRoots } from './fact-roots.ts'
import { readFactNeeds } from './fewest-facts.ts'
import { readTurnChoices } from './turn-choices.ts'

/** What is next on the way to a rep, by way of one rule. */
export interface Step {
  /** Places of the lists that can give the rep a lead, in `listsOf`. */
  goals: readonly number[]
  /** Looks at the decision with these edits, of which `left` more may be made. */
  look(goal: number, edits: readonly Edit[], left: number): Look
  keyOf(edits: readonly Edit[]): string
  isComplete(): boolean
}

export type Look =
  | { kind: 'theirs' }
  /** Every way from here to the rep, by this rule, holds one of these edits. */
  | { kind: 'further'; edits: readonly Edit[] }
  /** More edits than are left would be needed. */
  | { kind: 'cut' }
  | { kind: 'never' }

/** Everything of the decision with some edits. Territory and score are among the facts. */
export interface State {
  facts: Facts
  availability: Availability
  isSet: (place: string) => boolean
}

export function createSteps(decided: DecidedWith, rep: string): Step {
  const { playbook, facts: given, now } = decided
  const rootsOf = readRoots(playbook)
  const needs = readFactNeeds(rootsOf)
  const choices = readFactChoices({ playbook, roster: decided.roster, given, rep })
  const turns = readTurnChoices(decided)
  const lists = listsOf(playbook)
  const conditions: Condition[] = [...playbook.routing.rules.map(({ when }) => when), { all: [] }]
  const rosterOf = rememberRosters(decided.roster)
  const destinationSteps = createDestinationSteps({ playbook, turns, rep })

  function look(goal: number, edits: readonly Edit[], left: number): Look {
    const factChanges = edits.filter(edit => edit.kind === 'fact')
    const routing = routeLead(playbook, setFacts(given, factChanges))
    const { facts } = routing
    const places = new Set(edits.map(placeOf))
    const isSet = (place: string) => places.has(place)
    const isFactSet = (fact: string) => factChanges.some(edit => edit.fact === fact)
    const further = (found: readonly Edit[]): Look => {
      const open = found.filter(edit => !isSet(placeOf(edit)))
      if (open.length === 0) return { kind: 'never' }
      return left === 0 ? { kind: 'cut' } : { kind: 'further', edits: unique(open) }
    }

    const wanted = conditions[goal] as Condition // goals are places
    const isMeant = holds(wanted, facts)
    const earlier = conditions.slice(0, goal).find(condition => holds(condition, facts))
    const least = Math.max(needs.fewest(wanted, true, facts, isFactSet), earlier ? needs.fewest(earlier, false, facts, isFactSet) : 0)
    if (least === Number.POSITIVE_INFINITY) return { kind: 'never' }
    if (least > left) return { kind: 'cut' }
    if (!isMeant) return further(flips(facts, needs.settling(wanted, facts)))
    if (earlier) return further(flips(facts, needs.settling(earlier, facts)))

    const rosterEdits = edits.filter(edit => edit.kind === 'roster')
    const moved = moveTurns(
      decided,
      edits.filter(edit => edit.kind === 'turn'),
    )
    const availability = readAvailability(rosterOf(rosterEdits), moved.loads, now)
    const decision = decideWith({ playbook, facts: setFacts(given, factChanges), credits: moved.credits }, availability)
    if (decision.outcome === 'assigned' && same(decision.rep, rep)) return { kind: 'theirs' }
    const state: State = { facts, availability, isSet }
    const asked: Asked = {
      decision,
      list: routing.destinations,
      state,
      left,
      factEdits: fact => [...rootsOf(fact)].flatMap(factEdits),
    }
    const { edits: found, wasCut } = destinationSteps(asked)
    const next = further(found)
    return next.kind === 'never' && wasCut ? { kind: 'cut' } : next
  }

  function factEdits(fact: string): FactEdit[] {
    return choices.of(fact).map(to => ({ kind: 'fact', fact, from: own(given, fact) ?? null, to }))
  }

  /** Other values of what comparisons are made with; of those that settle a comparison by themselves, only the ones that turn it. */
  function flips(facts: Facts, comparisons: readonly Comparison[]): FactEdit[] {
    return comparisons.flatMap(comparison =>
      [...rootsOf(comparison.fact)].flatMap(root => {
        const edits = factEdits(root)
        return root === comparison.fact ? edits.filter(({ to }) => meets(comparison, to) !== holds(comparison, facts)) : edits
      }),
    )
  }

  const goals = [...lists.keys()].filter(place => leadsTo(lists[place] ?? [], playbook.pools, rep))
  return { goals, look, keyOf: edits => edits.map(keyOfEdit).sort().join('\n'), isComplete: choices.isComplete }
}

function meets(comparison: Comparison, value: FactValue | null): boolean {
  return value !== null && holdsFor(comparison, value)
}

/** Whether a list has a place where the rep can be taken, before one that takes everybody. */
function leadsTo(list: readonly Destination[], pools: DecidedWith['playbook']['pools'], rep: string): boolean {
  for (const destination of list) {
    if (destination.kind === 'queue' || destination.kind === 'disqualify') return false
    if (destination.kind === 'owner' || (destination.kind === 'rep' && same(destination.rep, rep))) return true
    if (destination.kind === 'pool' && pools.find(({ id }) => same(id, destination.pool))?.members.some(member => same(member.rep, rep))) return true
  }
  return false
}

function unique(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map(edit => [keyOfEdit(edit), edit])).values()]
}

const mostRosters = 200

/** The same edits are the same roster: what was worked out of it is kept with it. */
function rememberRosters(roster: Roster): (edits: readonly RosterEdit[]) => Roster {
  const known = new Map<string, Roster>()
  return edits => {
    if (edits.length === 0) return roster
    const key = edits.map(keyOfEdit).sort().join('\n')
    const edited = known.get(key) ?? editRoster(roster, edits)
    if (known.has(key)) return edited
    if (known.size >= mostRosters) known.clear()
    known.set(key, edited)
    // When a rep opens next takes 100 µs to work out, decides nothing, and is the same for whom the edits do not touch.
    for (const [rep, opening] of indexRoster(roster).openings) indexRoster(edited).openings.set(rep, opening)
    return edited
  }
}
