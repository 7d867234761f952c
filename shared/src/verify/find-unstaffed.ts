import { type Facts, normalise } from '../condition.ts'
import { decideHandoff } from '../decide.ts'
import type { Destination, Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { matchingComparisons, ownerFacts } from './compared-facts.ts'
import { pointer } from './findings.ts'
import { always, type Diagram, never } from './multi-diagram.ts'
import type { ReachedLeads, Region } from './reached-leads.ts'
import { type Finding, ReplayFailed } from './report.ts'
import type { Stretch } from './staffed-stretches.ts'
import type { Universe } from './universe.ts'

export interface Staffing {
  playbook: Playbook
  /** Without capacities: what is full today may be free tomorrow, so they prove nothing. */
  roster: Roster
  stretches: readonly Stretch[]
}

/** A rep a destination may give a lead to, and the leads it may give them. */
interface Taker {
  rep: string
  leads: Diagram
}

/** What is wrong with one rule's destinations, by its place (after the last rule: `otherwise`), over all forms and the span. */
export function findUnstaffed({ playbook, roster, stretches }: Staffing, forms: readonly ReachedLeads[], place: number): Finding[] {
  const rule = playbook.routing.rules[place]
  const list = rule ? rule.to : playbook.routing.otherwise
  const path = rule ? ['routing', 'rules', place] : ['routing', 'otherwise']
  const name = rule ? `The rule “${rule.label ?? rule.id}”` : '“Otherwise”'
  const reached = forms.flatMap(({ universe, regions }) => (regions[place]?.isReached ? [{ universe, region: regions[place] }] : []))
  if (reached.length === 0) return []
  const takers = reached.map(({ universe, region }) => list.map(destination => takersOf(playbook, roster, universe, destination, region)))
  const names = list.map((_, at) => new Set(takers.flatMap(lists => (lists[at] ?? []).map(({ rep }) => rep))))
  const scarce = scarcest(list, names, stretches)
  const taken = reached.map(({ universe }, form) => scarce.map(stretch => takenBefore(universe, list, takers[form] ?? [], stretch)))

  const witness = (destination: number, when: (stretch: Stretch) => boolean, holds: (facts: Facts, at: Date) => boolean) => {
    for (const [form, { universe, region }] of reached.entries())
      for (const [index, stretch] of scarce.entries()) {
        const choice = when(stretch) ? region.find(always, taken[form]?.[index]?.[destination] ?? never) : null
        if (!choice) continue
        const facts = universe.factsOf(choice)
        if (!holds(facts, stretch.startAt)) throw new ReplayFailed(pointer(path))
        return { facts, at: stretch.startAt.toISOString() }
      }
    return null
  }
  const decide = (facts: Facts, now: Date) => decideHandoff({ playbook, roster, facts, credits: {}, loads: {}, now })
  const isHere = (facts: Facts, now: Date) => decide(facts, now).rule === (rule?.id ?? 'otherwise')

  const findings: Finding[] = []
  const lost = witness(
    list.length,
    () => true,
    (facts, now) => isHere(facts, now) && decide(facts, now).destination === null,
  )
  if (lost)
    findings.push({ kind: 'nobody', severity: 'problem', path: pointer(path), message: `${name} has a lead that nobody takes${when(lost.at)}.`, witness: lost })
  for (const [at, destination] of list.entries()) {
    if (destination.kind === 'queue' || destination.kind === 'disqualify') break
    const here = { severity: 'warning' as const, path: pointer([...path, ...(rule ? ['to'] : []), at]) }
    const candidates = names[at] ?? new Set()
    if (destination.kind === 'pool' && destination.match?.length && candidates.size === 0) {
      findings.push({ kind: 'never-matches', ...here, message: `No member of “${destination.pool}” can match a lead that comes here.`, witness: null })
      continue
    }
    if (!reached.some(({ region }, form) => taken[form]?.some(before => region.find(always, before[at] ?? never)))) continue
    const isEmpty = (stretch: Stretch) => !anyPresent(destination, candidates, stretch)
    const empty = stretches.filter(isEmpty)
    if (empty.length === 0) continue
    const seen = witness(at, isEmpty, (facts, now) => isHere(facts, now) && (decide(facts, now).destination ?? list.length) > at)
    findings.push({ kind: 'unstaffed', ...here, message: `No rep whom a lead could get here is there ${hoursOf(empty)}.`, witness: seen })
  }
  return findings
}

/** Members of pools, and reps of destinations, whom no lead can ever be given to. */
export function findInactiveReps({ pools, routing }: Playbook, roster: Roster): Finding[] {
  const inactive = new Set(roster.reps.filter(({ active }) => !active).map(({ id }) => normalise(id)))
  const finding = (rep: string, place: readonly PropertyKey[]): Finding[] =>
    inactive.has(normalise(rep))
      ? [{ kind: 'inactive-rep', severity: 'warning', path: pointer(place), message: `“${rep}” is not active and gets no leads here.`, witness: null }]
      : []
  const inList = (list: readonly Destination[], place: readonly PropertyKey[]) =>
    list.flatMap((destination, at) => (destination.kind === 'rep' ? finding(destination.rep, [...place, at]) : []))
  return [
    ...pools.flatMap(({ members }, pool) => members.flatMap(({ rep }, member) => finding(rep, ['pools', pool, 'members', member]))),
    ...routing.rules.flatMap(({ to }, rule) => inList(to, ['routing', 'rules', rule, 'to'])),
    ...inList(routing.otherwise, ['routing', 'otherwise']),
  ]
}

/** Whom a destination can give a lead of this region to, hours aside. */
function takersOf(playbook: Playbook, roster: Roster, universe: Universe, destination: Destination, region: Region): Taker[] {
  const { form, where } = universe
  const reps = new Map(roster.reps.map(rep => [normalise(rep.id), rep]))
  const some = (rep: string, leads: Diagram): Taker[] => (region.find(leads, never) ? [{ rep: normalise(rep), leads }] : [])
  if (destination.kind === 'rep') return some(destination.rep, always)
  if (destination.kind === 'owner') return roster.reps.flatMap(({ id }) => some(id, where({ any: ownerFacts.map(fact => ({ fact, op: 'is', value: id })) })))
  if (destination.kind !== 'pool') return []
  const pool = playbook.pools.find(({ id }) => normalise(id) === normalise(destination.pool))
  return (pool?.members ?? []).flatMap(member => {
    const rep = reps.get(normalise(member.rep))
    if (!rep) return []
    return some(rep.id, where({ all: (destination.match ?? []).map(({ attribute, has }) => ({ any: matchingComparisons(form, rep, attribute, has) })) }))
  })
}

/** The leads that somebody takes before each destination of a list is reached, during a stretch; last, before it runs out. */
function takenBefore({ diagrams }: Universe, list: readonly Destination[], takers: readonly Taker[][], stretch: Stretch): Diagram[] {
  const taken: Diagram[] = [never]
  for (const [at, destination] of list.entries()) {
    const present = presentAt(destination, stretch)
    const takesAll = destination.kind === 'queue' || destination.kind === 'disqualify'
    const here = (takers[at] ?? []).filter(({ rep }) => present.has(rep)).map(({ leads }) => leads)
    taken.push(takesAll ? always : here.reduce((all, leads) => diagrams.or(all, leads), taken[at] ?? never))
  }
  return taken
}

/** Fewer reps take fewer leads: of stretches where the same are there, and of those where more are, one with the fewest is enough. */
function scarcest(list: readonly Destination[], names: readonly ReadonlySet<string>[], stretches: readonly Stretch[]): Stretch[] {
  const present = (stretch: Stretch) =>
    new Set(list.flatMap((destination, at) => [...(names[at] ?? [])].filter(rep => presentAt(destination, stretch).has(rep)).map(rep => `${at} ${rep}`)))
  const distinct = new Map<string, { stretch: Stretch; there: Set<string> }>()
  for (const stretch of stretches) {
    const there = present(stretch)
    const key = [...there].sort().join('\n')
    if (!distinct.has(key)) distinct.set(key, { stretch, there })
  }
  const found = [...distinct.values()]
  return found
    .filter(({ there }) => !found.some(other => other.there.size < there.size && [...other.there].every(one => there.has(one))))
    .map(({ stretch }) => stretch)
}

function presentAt(destination: Destination, { atWork, atAnyHour }: Stretch): ReadonlySet<string> {
  return 'anyHour' in destination && destination.anyHour ? atAnyHour : atWork
}

function anyPresent(destination: Destination, candidates: ReadonlySet<string>, stretch: Stretch): boolean {
  const present = presentAt(destination, stretch)
  return [...candidates].some(rep => present.has(rep))
}

function when(at: string): string {
  return ` at ${at}`
}

/** Stretches in words, those that touch as one. */
function hoursOf(stretches: readonly Stretch[]): string {
  const joined: { from: Date; to: Date }[] = []
  for (const { startAt, endAt } of stretches) {
    const before = joined.at(-1)
    if (before && before.to.getTime() === startAt.getTime()) before.to = endAt
    else joined.push({ from: startAt, to: endAt })
  }
  const minute = (at: Date) => at.toISOString().replace(/:00\.000Z$/, 'Z')
  return joined.map(({ from, to }) => `from ${minute(from)} to ${minute(to)}`).join(', ')
}
