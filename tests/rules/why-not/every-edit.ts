import { type Facts, type FactValue, same } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import type { Load } from '@baton/shared/eligibility'
import { countedAnswers } from '@baton/shared/flow'
import type { Answers } from '@baton/shared/form'
import { localTime } from '@baton/shared/local-time'
import type { Rep, Roster } from '@baton/shared/roster'
import { type Credits, noCredits, post } from '@baton/shared/rotation'
import type { DecidedWith } from '@baton/shared/why-not/edits'
import { answerAxes, axesOf, isLawful, isSubmittable, written } from '../verify/every-lead.ts'

/** One thing that could have been otherwise. Of the same `place` there is one at most. */
interface Change {
  about: 'facts' | 'roster' | 'turns'
  place: string
  apply(world: World): void
}

/** A decision taken apart, so that each change is an assignment. */
interface World {
  form: string
  answers: Record<string, FactValue>
  others: Record<string, FactValue>
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
    const { facts } = part('facts', set, world => ({ facts: factsOf(decided, world) }))
    if (facts === null) return false
    const roster = part('roster', set, ({ reps, holidays }) => ({ reps: Object.values(reps), holidays }))
    const { credits, loads } = part('turns', set, world => ({ credits: world.credits, loads: world.loads }))
    const decision = decideHandoff({ playbook, roster, facts, credits, loads, now })
    return decision.outcome === 'assigned' && same(decision.rep, rep)
  }
}

/** Null: there is no such lead. */
function factsOf({ playbook }: DecidedWith, world: World): Facts | null {
  const form = playbook.forms.find(({ id }) => id === world.form)
  if (!form) throw new Error(`There is no form ${world.form}.`)
  const asked = Object.fromEntries(Object.entries(world.answers).filter(([id]) => form.questions.some(question => question.id === id))) as Answers
  const answers = countedAnswers(form, asked, {})
  const facts = written(form, answers, world.others)
  return isSubmittable(form, answers) && isLawful(facts) ? facts : null
}

function worldOf({ facts, roster, credits, loads, playbook }: DecidedWith): World {
  const form = playbook.forms.find(({ id }) => id === facts.form)
  const filled = new Set<string>(['form', 'place.country'])
  for (const question of form?.questions ?? []) {
    const fills = question.fills ?? (question.kind === 'country' ? 'place.country' : null)
    if (fills && facts[`answers.${question.id}`] !== undefined) filled.add(fills)
  }
  const answers: Record<string, FactValue> = {}
  const others: Record<string, FactValue> = {}
  for (const [fact, value] of Object.entries(facts)) {
    if (fact.startsWith('answers.')) answers[fact.slice('answers.'.length)] = value
    else if (!filled.has(fact)) others[fact] = value
  }
  return {
    form: String(facts.form),
    answers,
    others,
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
  const set = (place: string, value: FactValue | undefined, put: (world: World) => Record<string, FactValue>, name: string): Change => ({
    about: 'facts',
    place,
    apply: world => {
      if (value === undefined) delete put(world)[name]
      else put(world)[name] = value
    },
  })
  const axes = new Map([...playbook.forms.flatMap(answerAxes)])
  const answers = [...axes].flatMap(([id, values]) =>
    values.filter(value => !equal(value, facts[`answers.${id}`])).map(value => set(`answers.${id}`, value, world => world.answers, id)),
  )
  const others = new Map(axesOf(playbook))
  const owners = ['ana', 'ben', 'cy', 'nobody-here', undefined]
  others.set('lead.owner', owners)
  others.set('lead.returning', [true, false, undefined])
  others.set('colleague.owner', owners)
  const regions = others.get('place.region')
  if (regions) others.set('place.region', [...regions, 'DE', 'FR', 'US']) // what conditions say of regions may hold for a country alone
  const outside = [...others].flatMap(([fact, values]) =>
    values
      .filter(value => !equal(value, facts[fact]))
      .map(value =>
        withImplied(
          set(fact, value, world => world.others, fact),
          fact,
          value,
        ),
      ),
  )
  const forms = playbook.forms
    .filter(({ id }) => id !== facts.form)
    .map(
      ({ id }): Change => ({
        about: 'facts',
        place: 'form',
        apply: world => {
          world.form = id
        },
      }),
    )
  return [...answers, ...outside, ...forms]
}

/** An owner or a tier makes the account a known one; without the account they go. So it is with a lead's owner and a lead that came back. */
function withImplied(change: Change, fact: string, value: FactValue | undefined): Change {
  const also = (world: World): void => {
    if (value !== undefined && (fact === 'account.owner' || fact === 'account.tier')) world.others['account.known'] = true
    if (value !== undefined && fact === 'lead.owner') world.others['lead.returning'] = true
    if (value !== true && fact === 'lead.returning') delete world.others['lead.owner']
    if (value !== true && fact === 'account.known') {
      delete world.others['account.owner']
      delete world.others['account.tier']
    }
  }
  return {
    about: change.about,
    place: change.place,
    apply: world => {
      change.apply(world)
      also(world)
    },
  }
}

function rosterChanges({ playbook, roster, facts, now }: DecidedWith): Change[] {
  const axes = [...playbook.forms.flatMap(answerAxes), ...axesOf(playbook)].flatMap(([, values]) => values).flat()
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
