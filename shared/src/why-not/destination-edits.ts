import { type Facts, normalise, same } from '../condition.ts'
import type { Decision } from '../decide.ts'
import { localTime } from '../local-time.ts'
import type { Destination, Playbook } from '../playbook.ts'
import type { Rep } from '../roster.ts'
import { indexRoster } from '../roster-index.ts'
import { ownerFacts } from '../verify/compared-facts.ts'
import { type EarlierTurn, type Edit, type FactEdit, placeOf } from './edits.ts'
import { findRemedy, takeOut } from './hindrance-edits.ts'
import type { State } from './next-edits.ts'
import type { TurnChoices } from './turn-choices.ts'

/** A decision by the rule that was aimed at, which did not give the lead to the rep. */
export interface Asked {
  decision: Decision
  list: readonly Destination[]
  state: State
  /** How many more edits there may be. */
  left: number
  /** Every other value of a fact, and of those it follows. */
  factEdits(fact: string): FactEdit[]
}

interface Sought {
  playbook: Playbook
  turns: TurnChoices
  rep: string
}

type Reached = Destination & { kind: 'owner' | 'rep' | 'pool' }

/**
 * Edits of which every way to the rep in this list holds one. For each destination where they can be taken something has to change:
 * somebody takes the lead earlier, or they cannot take it there, or it is another's turn.
 */
export function createDestinationSteps({ playbook, turns, rep: wanted }: Sought): (asked: Asked) => { edits: Edit[]; wasCut: boolean } {
  const pools = new Map(playbook.pools.map(pool => [normalise(pool.id), pool]))

  return asked => {
    const { list } = asked
    const edits: Edit[] = []
    let wasCut = false
    for (const [place, destination] of list.entries()) {
      if (destination.kind === 'queue' || destination.kind === 'disqualify') break
      if (!couldTake(destination)) continue
      const earlier = eligibleBefore(asked, place)
      if (earlier.sure > asked.left) {
        wasCut = true
        continue
      }
      edits.push(...(earlier.first ? stop(asked, earlier.first.destination, earlier.first.rep) : towards(asked, destination)))
    }
    return { edits, wasCut }
  }

  function couldTake(destination: Reached): boolean {
    if (destination.kind === 'owner') return true
    return repsOf(destination).some(id => same(id, wanted))
  }

  function repsOf(destination: Reached): string[] {
    if (destination.kind === 'rep') return [destination.rep]
    return destination.kind === 'pool' ? (pools.get(normalise(destination.pool))?.members ?? []).map(({ rep }) => rep) : []
  }

  /** Whom a destination looks at: owners as the facts have them. */
  function lookedAt(facts: Facts, destination: Reached): string[] {
    if (destination.kind !== 'owner') return repsOf(destination)
    return ownerFacts.flatMap(fact => {
      const owner = facts[fact]
      return typeof owner === 'string' ? [owner] : []
    })
  }

  function find({ state: { availability } }: Asked, id: string): Rep | undefined {
    return indexRoster(availability.roster).reps.get(normalise(id))
  }

  /** Who could take the lead before a destination: the first of them, and how many have to be stopped one by one. */
  function eligibleBefore(asked: Asked, place: number): { first: { destination: Reached; rep: Rep } | null; sure: number } {
    let first: { destination: Reached; rep: Rep } | null = null
    const sure = new Set<Rep>()
    for (const destination of asked.list.slice(0, place)) {
      if (destination.kind === 'queue' || destination.kind === 'disqualify') continue
      for (const id of lookedAt(asked.state.facts, destination)) {
        const rep = find(asked, id)
        if (!rep || findRemedy(asked.state.availability, asked.state.facts, destination, rep)) continue
        first ??= { destination, rep }
        if (destination.kind === 'rep' || (destination.kind === 'pool' && !destination.match?.length)) sure.add(rep)
      }
    }
    return { first, sure: sure.size }
  }

  /** What would keep somebody from taking the lead at a destination. */
  function stop(asked: Asked, destination: Reached, rep: Rep): Edit[] {
    const { state, factEdits } = asked
    const owned = destination.kind === 'owner' ? ownerFacts.filter(fact => same(state.facts[fact], rep.id)) : []
    const matched = destination.kind === 'pool' ? (destination.match ?? []).map(({ has }) => has) : []
    return [...[...owned, ...matched].flatMap(factEdits), ...(same(rep.id, wanted) ? [] : [takeOut(state.availability.roster, rep)]), ...filling(asked, [rep])]
  }

  function towards(asked: Asked, destination: Reached): Edit[] {
    const { facts } = asked.state
    const rep = find(asked, wanted)
    if (!rep) return []
    if (destination.kind === 'owner' && !lookedAt(facts, destination).some(owner => same(owner, wanted)))
      return ownerFacts.flatMap(fact => asked.factEdits(fact).filter(({ to }) => typeof to === 'string' && same(to, wanted)))
    const hindered = enable(asked, destination, rep)
    if (hindered) return hindered
    if (destination.kind === 'owner')
      return lookedAt(facts, destination).flatMap(owner => {
        const other = find(asked, owner)
        return other && !same(owner, wanted) ? stop(asked, destination, other) : []
      })
    return destination.kind === 'pool' ? winTurn(asked, destination, rep) : []
  }

  /** What would let somebody take a lead at a destination; null when nothing keeps them from it. */
  function enable(asked: Asked, destination: Reached, rep: Rep): Edit[] | null {
    const remedy = findRemedy(asked.state.availability, asked.state.facts, destination, rep)
    if (!remedy) return null
    return [...(remedy.edit ? [remedy.edit] : []), ...remedy.facts.flatMap(asked.factEdits), ...(remedy.isFull ? turns.from(rep.id, isUsed(asked)) : [])]
  }

  /** It is another's turn. Either the ledger has to change between the two, or who takes part, or the lead is theirs already. */
  function winTurn(asked: Asked, destination: Reached & { kind: 'pool' }, rep: Rep): Edit[] {
    const { decision, state, factEdits } = asked
    const picked = decision.outcome === 'assigned' ? decision.rep : ''
    const isSticky = decision.outcome === 'assigned' && decision.by === 'sticky'
    const pool = pools.get(normalise(destination.pool))?.id
    const members = repsOf(destination).flatMap(id => find(asked, id) ?? [])
    const changed = members.flatMap(member => {
      if (same(member.id, wanted)) return []
      const enabled = enable(asked, destination, member)
      return enabled ?? [takeOut(state.availability.roster, member)]
    })
    const owners = factEdits('lead.owner').filter(({ fact, to }) => isSticky || fact !== 'lead.owner' || (typeof to === 'string' && same(to, wanted)))
    return [
      ...turns.from(rep.id, isUsed(asked), pool),
      ...turns.to(picked, isUsed(asked), pool),
      ...owners,
      ...(destination.match ?? []).flatMap(({ has }) => factEdits(has)),
      ...changed,
      ...filling(
        asked,
        members.filter(member => !same(member.id, wanted)),
      ),
    ]
  }

  /** Earlier leads that, given to somebody, would use up what they can take, if as many edits as are left can do that. */
  function filling(asked: Asked, reps: readonly Rep[]): Edit[] {
    const { availability } = asked.state
    const nearlyFull = reps.filter(rep => {
      const { perDay = Number.POSITIVE_INFINITY, open = Number.POSITIVE_INFINITY } = rep.capacity ?? {}
      const load = availability.loadOf(rep, localTime(rep.timeZone, availability.now).date)
      return load.today + asked.left >= perDay || load.open + asked.left >= open
    })
    return nearlyFull.flatMap(rep => turns.to(rep.id, isUsed(asked)))
  }
}

function isUsed({ state }: Asked): (turn: EarlierTurn) => boolean {
  return ({ pool, lead }) => state.isSet(placeOf({ kind: 'turn', pool, lead, from: '', to: '' }))
}
