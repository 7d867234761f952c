import { type Facts, type FactValue, same } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import type { Load } from '@baton/shared/eligibility'
import { localTime } from '@baton/shared/local-time'
import type { Playbook } from '@baton/shared/playbook'
import type { Rep, Roster } from '@baton/shared/roster'
import { type Credits, noCredits, post } from '@baton/shared/rotation'
import type { DecidedWith } from '@baton/shared/why-not/edits'
import { answersTo, axesOf } from '../verify/every-lead.ts'

/** One thing that could have been otherwise. Of the same `place` there is one at most. */
interface Change {
  about: 'facts' | 'roster' | 'turns'
  place: string
  apply(world: World): void
}

/** A decision taken apart, so that each change is an assignment. */
interface World {
  facts: Record<string, FactValue>
  reps: Record<string, Rep>
  holidays: Roster['holidays']
  credits: Record<string, Credits>
  loads: Record<string, Load>
}

/** How few changes send the lead to the rep, by trying all of them, up to so many; null when so many do not. */
export function tryEveryEdit(decided: DecidedWith, rep: string, most: number): number | null {
  const changes = everyChange(decided)
  const goesTo = remember(decided, rep)
  for (let size = 0; size <= most; size++) if (someSet(changes, size, [], 0, goesTo)) return size
  return null
}

/** How many sets that would be. */
export function countSets(decided: DecidedWith, most: number): number {
  const count = everyChange(decided).length
  let sets = 1
  let total = 1
  for (let size = 1; size <= most; size++) {
    sets = (sets * (count - size + 1)) / size
    total += sets
  }
  return total
}

function someSet(changes: readonly Change[], size: number, set: Change[], from: number, test: (set: Change[]) => boolean): boolean {
  if (set.length === size) return test(set)
  for (let at = from; at < changes.length; at++) {
    const change = changes[at] as Change // within its length
    if (set.some(({ place }) => place === change.place)) continue
    if (someSet(changes, size, [...set, change], at + 1, test)) return true
  }
  return false
}

/** Whether a set of changes sends the lead to the rep. What comes of the changes of one kind is the same in every set that holds them. */
function remember(decided: DecidedWith, rep: string): (set: readonly Change[]) => boolean {
  const { playbook, now } = decided
  const known = new Map<Change['about'], Map<string, unknown>>([
    ['facts', new Map()],
    ['roster', new Map()],
    ['turns', new Map()],
  ])
  const names = new Map<Change, number>()
  const nameOf = (change: Change) => {
    const name = names.get(change) ?? names.size
    names.set(change, name)
    return name
  }
  function part<Result>(about: Change['about'], set: readonly Change[], read: (world: World) => Result): Result {
    const changes = set.filter(change => change.about === about)
    const key = changes.map(nameOf).join()
    const results = known.get(about) as Map<string, Result> // there is one for each
    const found = results.get(key)
    if (found !== undefined) return found
    const world = worldOf(decided)
    for (const change of changes) change.apply(world)
    const result = read(world)
    results.set(key, result)
    return result
  }
  return set => {
    const facts = part('facts', set, world => world.facts)
    const roster = part('roster', set, ({ reps, holidays }) => ({ reps: Object.values(reps), holidays }))
    const { credits, loads } = part('turns', set, world => ({ credits: world.credits, loads: world.loads }))
    const decision = decideHandoff({ playbook, roster, facts, credits, loads, now })
    return decision.outcome === 'assigned' && same(decision.rep, rep)
  }
}

function worldOf({ facts, roster, credits, loads }: DecidedWith): World {
  return {
    facts: { ...facts },
    reps: Object.fromEntries(roster.reps.map(rep => [rep.id, { ...rep }])),
    holidays: roster.holidays,
    credits: { ...credits },
    loads: structuredClone(loads),
  }
}

function everyChange(decided: DecidedWith): Change[] {
  return [...factChanges(decided), ...rosterChanges(decided), ...turnChanges(decided)]
}

function factChanges({ playbook, facts }: DecidedWith): Change[] {
  return [...everyValue(playbook)].flatMap(([fact, values]) =>
    values
      .filter(value => !equal(value, facts[fact]))
      .map(
        (value): Change => ({
          about: 'facts',
          place: fact,
          apply: world => {
            if (value === undefined) delete world.facts[fact]
            else world.facts[fact] = value
          },
        }),
      ),
  )
}

/** All that a fact can be given as, whatever the others are; undefined is unknown, which only the form never is. */
export function everyValue(playbook: Playbook): Map<string, (FactValue | undefined)[]> {
  const found = new Map<string, (FactValue | undefined)[]>(axesOf(playbook))
  const add = (fact: string, values: readonly (FactValue | undefined)[]) => {
    const all = [...(found.get(fact) ?? []), ...values]
    found.set(
      fact,
      all.filter((value, place) => all.findIndex(other => equal(other, value)) === place),
    )
  }
  const owners = ['ana', 'ben', 'cy', 'nobody-here', 'stranger', undefined]
  for (const fact of ['lead.owner', 'account.owner', 'colleague.owner']) if (found.has(fact) || fact !== 'account.owner') add(fact, owners)
  if (found.has('lead.owner')) add('lead.returning', [true, false, undefined])
  if (found.has('place.region')) add('place.region', ['DE', 'FR', 'US', 'US-NY'])
  if (found.has('company.country')) add('place.country', ['DE', 'FR', 'US', undefined])
  add(
    'form',
    playbook.forms.map(({ id }) => id),
  )
  for (const question of playbook.forms.flatMap(form => form.questions)) {
    add(`answers.${question.id}`, [undefined, ...answersTo(question)])
    if (question.fills && found.has(question.fills)) add(question.fills, answersTo(question))
  }
  return found
}

function rosterChanges({ playbook, roster, facts, now }: DecidedWith): Change[] {
  const axes = [...everyValue(playbook).values()].flat(2)
  const texts = [...axes, ...Object.values(facts).flat(), 't0', 't1', 'g0', 'g1', 'g2', 'f0', 'f1'].filter(text => typeof text === 'string')
  const destinations = [...playbook.routing.rules.map(({ to }) => to), playbook.routing.otherwise].flat()
  const names = new Set(destinations.flatMap(one => (one.kind === 'pool' ? (one.match ?? []).map(({ attribute }) => attribute) : [])))
  return roster.reps.flatMap(rep => {
    const option = <Key extends keyof Rep>(key: Key, value: Rep[Key]): Change => ({
      about: 'roster',
      place: `${rep.id}.${key}`,
      apply: world => {
        world.reps[rep.id] = { ...(world.reps[rep.id] ?? rep), [key]: value }
      },
    })
    const attribute = (name: string, value: FactValue | undefined): Change => ({
      about: 'roster',
      place: `${rep.id}.attributes.${name}`,
      apply: world => {
        const attributes = { ...world.reps[rep.id]?.attributes }
        if (value === undefined) delete attributes[name]
        else attributes[name] = value as NonNullable<Rep['attributes']>[string]
        world.reps[rep.id] = { ...(world.reps[rep.id] ?? rep), attributes }
      },
    })
    const { date } = localTime(rep.timeZone, now)
    return [
      option('active', !rep.active),
      option('timeOff', undefined),
      option('timeOff', [{ from: date, to: date }]),
      option('hours', undefined),
      option('hours', {}),
      option('capacity', undefined),
      option('capacity', { perDay: 0 }),
      ...[...names].flatMap(name => [
        attribute(name, texts),
        attribute(name, [0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 9, -3, -2, -1, 5, 6, 7, 8]),
        attribute(name, true),
        attribute(name, false),
        attribute(name, undefined),
      ]),
      ...roster.holidays.map(
        (_, place): Change => ({
          about: 'roster',
          place: `holidays.${place}`,
          apply: world => {
            world.holidays = world.holidays.map((one, at) =>
              at === place ? { ...one, reps: (one.reps ?? Object.keys(world.reps)).filter(id => id !== rep.id) } : one,
            )
          },
        }),
      ),
    ]
  })
}

function turnChanges({ turns, roster, now }: DecidedWith): Change[] {
  return turns.flatMap(turn =>
    Object.keys(turn.moves)
      .filter(to => to !== turn.rep)
      .map(
        (to): Change => ({
          about: 'turns',
          place: `turn ${turn.pool} ${turn.lead}`,
          apply: world => {
            world.credits[turn.pool] = post(world.credits[turn.pool] ?? noCredits, { unit: '1', moves: { [turn.rep]: '1', [to]: '-1' } })
            for (const [id, step] of [[turn.rep, -1] as const, [to, 1] as const]) {
              const rep = roster.reps.find(one => one.id === id)
              const load = world.loads[id] ?? { today: 0, open: 0 }
              const sameDay = rep && localTime(rep.timeZone, turn.at).date === localTime(rep.timeZone, now).date
              world.loads[id] = { today: Math.max(0, load.today + (sameDay ? step : 0)), open: Math.max(0, load.open + step) }
            }
          },
        }),
      ),
  )
}

function equal(a: Facts[string] | undefined, b: Facts[string] | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
