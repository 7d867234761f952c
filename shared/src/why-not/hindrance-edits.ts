import { type Facts, type FactValue, own, same } from '../condition.ts'
import { type Availability, hindranceOf } from '../eligibility.ts'
import { localTime } from '../local-time.ts'
import type { Destination } from '../playbook.ts'
import type { Rep, Roster } from '../roster.ts'
import type { RosterEdit } from './edits.ts'

/** What keeps a rep from taking a lead at a destination, and the option of the roster that would not. */
export interface Remedy {
  edit: RosterEdit | null
  /** The facts that could be something else instead: of a match. */
  facts: readonly string[]
  /** Their capacity is used up: leads that others had taken would free it. */
  isFull: boolean
}

type Reached = Destination & { kind: 'owner' | 'rep' | 'pool' }

/** Null where nothing does. Of several hindrances the first: each has to go. */
export function findRemedy(availability: Availability, facts: Facts, destination: Reached, rep: Rep): Remedy | null {
  const { roster } = availability
  const unmet = unmetMatch(destination, facts, rep)
  if (unmet) {
    const asked = askedOf(destination, unmet.attribute)
    return { edit: editAttribute(roster, asked, facts, rep), facts: asked.map(({ has }) => has), isFull: false }
  }
  const hindrance = hindranceOf(availability, rep, destination.anyHour)
  if (!hindrance) return null
  const isFull = hindrance.kind === 'day-full' || hindrance.kind === 'open-full'
  return { edit: editFor(availability, rep, hindrance.kind), facts: [], isFull }
}

export function pathOf(roster: Roster, rep: Rep, ...option: string[]): string {
  return ['/reps', roster.reps.indexOf(rep), ...option.map(writePart)].join('/')
}

function writePart(part: string): string {
  return part.replace(/~/g, '~0').replace(/\//g, '~1')
}

export function takeOut(roster: Roster, rep: Rep): RosterEdit {
  return { kind: 'roster', path: pathOf(roster, rep, 'active'), from: true, to: false }
}

function editFor(availability: Availability, rep: Rep, kind: NonNullable<ReturnType<typeof hindranceOf>>['kind']): RosterEdit | null {
  const { roster, now } = availability
  const { date, weekday } = localTime(rep.timeZone, now)
  const edit = (path: string, from: unknown, to: unknown): RosterEdit => ({ kind: 'roster', path, from, to })
  switch (kind) {
    case 'unknown-rep':
      return null
    case 'inactive':
      return edit(pathOf(roster, rep, 'active'), false, true)
    case 'time-off': {
      const others = (rep.timeOff ?? []).filter(({ from, to }) => date < from || to < date)
      return edit(pathOf(roster, rep, 'timeOff'), rep.timeOff, others.length > 0 ? others : null)
    }
    case 'holiday': {
      const place = roster.holidays.findIndex(holiday => holiday.date === date && (holiday.reps?.some(one => same(one, rep.id)) ?? true))
      const reps = roster.holidays[place]?.reps
      const others = (reps ?? roster.reps.map(({ id }) => id)).filter(id => !same(id, rep.id))
      return edit(`/holidays/${place}/reps`, reps ?? null, others)
    }
    case 'off-hours':
      return edit(pathOf(roster, rep, 'hours', weekday), rep.hours?.[weekday] ?? null, [['00:00', '24:00']])
    case 'day-full':
    case 'open-full': {
      const { perDay, open } = rep.capacity ?? {}
      const load = availability.loadOf(rep, date)
      const raised = {
        ...(perDay !== undefined && { perDay: Math.max(perDay, load.today + 1) }),
        ...(open !== undefined && { open: Math.max(open, load.open + 1) }),
      }
      return edit(pathOf(roster, rep, 'capacity'), rep.capacity, raised)
    }
  }
}

type Match = { attribute: string; has: string }

function unmetMatch(destination: Reached, facts: Facts, rep: Rep): Match | null {
  if (destination.kind !== 'pool') return null
  return (destination.match ?? []).find(({ attribute, has }) => !shares(heldBy(rep, attribute), own(facts, has))) ?? null
}

function heldBy(rep: Rep, attribute: string): FactValue | undefined {
  return rep.attributes && own(rep.attributes, attribute)
}

function shares(held: FactValue | undefined, wanted: FactValue | undefined): boolean {
  return asList(wanted).some(value => asList(held).some(one => same(one, value)))
}

function asList(value: FactValue | undefined): readonly (string | number | boolean)[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value as string | number | boolean] // a list was just ruled out
}

/** All that a destination asks of one attribute: another value of it has to fit them all, so each of their facts may be what has to change. */
function askedOf(destination: Reached, attribute: string): Match[] {
  return destination.kind === 'pool' ? (destination.match ?? []).filter(one => one.attribute === attribute) : []
}

/** The attribute with all that is asked of it; null where no list of one type can hold that, or a fact is not known. */
function editAttribute(roster: Roster, asked: readonly Match[], facts: Facts, rep: Rep): RosterEdit | null {
  const attribute = asked[0]?.attribute ?? ''
  const held = heldBy(rep, attribute)
  const missing: (string | number | boolean)[] = []
  for (const { has } of asked) {
    const wanted = own(facts, has)
    const [first] = asList(wanted)
    if (first === undefined) return null
    if (!shares(held, wanted) && !shares(missing as string[], wanted)) missing.push(first) // only their values are compared
  }
  const to = [[...asList(held), ...missing], missing].map(oneType).find(value => value !== null && asked.every(({ has }) => shares(value, own(facts, has))))
  return to === undefined || to === null ? null : { kind: 'roster', path: pathOf(roster, rep, 'attributes', attribute), from: held ?? null, to }
}

function oneType(values: readonly (string | number | boolean)[]): FactValue | null {
  if (values.every(value => typeof value === 'string')) return values
  if (values.every(value => typeof value === 'number')) return values
  return values.length === 1 && values[0] !== undefined ? values[0] : null
}
