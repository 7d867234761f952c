import { normalise, same } from '../condition.ts'
import type { Documents } from '../decide-in-order.ts'
import { nameFact, sayFact } from '../explain-rule.ts'
import { localTime } from '../local-time.ts'
import type { Rep } from '../roster.ts'
import { indexRoster } from '../roster-index.ts'
import { possessive } from '../why.ts'
import { readPointer } from './apply-edits.ts'
import type { DecidedWith, Edit, FactEdit, RosterEdit, TurnEdit } from './edits.ts'

/** What would have had to be otherwise, in one sentence a manager can read. */
export function sayEdits(edits: readonly Edit[], rep: string, decided: DecidedWith): string {
  const name = nameOf(rep, decided)
  if (edits.length === 0) return `${name} has this lead.`
  const [last = '', ...before] = edits.map(edit => sayEdit(edit, decided)).reverse()
  const all = before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`
  return `${name} would have got this lead if ${all}.`
}

export function nameOf(rep: string, { roster }: Pick<Documents, 'roster'>): string {
  return indexRoster(roster).reps.get(normalise(rep))?.name ?? `“${rep}”`
}

function sayEdit(edit: Edit, decided: DecidedWith): string {
  switch (edit.kind) {
    case 'fact':
      return sayFactEdit(edit, decided)
    case 'roster':
      return sayRosterEdit(edit, decided)
    case 'turn':
      return sayTurn(edit, decided)
  }
}

function sayFactEdit({ fact, to }: FactEdit, { playbook, roster }: DecidedWith): string {
  if (fact === 'account.known') return to === true ? 'the account were known' : 'the account were not known'
  if (fact === 'lead.returning') return to === true ? 'the lead had come before' : 'the lead had not come before'
  const isAnswer = fact.startsWith('answers.')
  const label = nameFact(fact, playbook)
  const name = isAnswer ? `“${label}”` : /^(the|a|an) /.test(label) ? label : `the ${label}`
  if (to === null) return `${name} were not ${isAnswer ? 'answered' : 'known'}`
  return `${name} were ${sayFact(fact, to, { playbook, roster })}`
}

function sayTurn({ pool, lead, from, to }: TurnEdit, decided: DecidedWith): string {
  const label = decided.playbook.pools.find(({ id }) => id === pool)?.label ?? pool
  return `the earlier lead “${lead}” of “${label}” had gone to ${nameOf(to, decided)} and not to ${nameOf(from, decided)}`
}

function sayRosterEdit({ path, from, to }: RosterEdit, decided: DecidedWith): string {
  const { roster, now } = decided
  const [list, place, option, name] = readPointer(path)
  if (list === 'holidays') return sayHoliday(Number(place), from, to, decided)
  const rep = roster.reps[Number(place)]
  if (!rep) throw new RangeError(`There is nobody at ${path}.`)
  const { weekday, minute, date } = localTime(rep.timeZone, now)
  switch (option) {
    case 'active':
      return to === true ? `${rep.name} were active` : `${rep.name} were not active`
    case 'timeOff':
      return `${rep.name} were not away on ${date}`
    case 'hours':
      return `${rep.name} worked on ${weekdayNames[weekday]} at ${clockOf(minute)}`
    case 'capacity':
      return sayCapacity(rep, to)
    default:
      return `${possessive(rep.name)} ${name} included ${added(from, to).map(sayValue).join(' and ')}`
  }
}

const weekdayNames = { mon: 'Mondays', tue: 'Tuesdays', wed: 'Wednesdays', thu: 'Thursdays', fri: 'Fridays', sat: 'Saturdays', sun: 'Sundays' }

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function sayHoliday(place: number, from: unknown, to: unknown, decided: DecidedWith): string {
  const left = asList(to)
  const before = from === null ? decided.roster.reps.map(({ id }) => id) : asList(from)
  const freed = before.filter(id => !left.includes(id)).map(id => nameOf(String(id), decided))
  return `“${decided.roster.holidays[place]?.label}” were no holiday for ${freed.join(' and ')}`
}

function sayCapacity({ name, capacity }: Rep, to: unknown): string {
  const { perDay, open } = to as NonNullable<Rep['capacity']> // as it was made
  const raised = [
    ...(perDay !== capacity?.perDay ? [`${perDay} ${perDay === 1 ? 'lead' : 'leads'} a day`] : []),
    ...(open !== capacity?.open ? [`${open} ${open === 1 ? 'lead' : 'leads'} at once`] : []),
  ]
  return `${name} could take ${raised.join(' and ')}`
}

function added(from: unknown, to: unknown): unknown[] {
  return asList(to).filter(one => !asList(from).some(other => same(one, other)))
}

function asList(value: unknown): unknown[] {
  if (value === null || value === undefined) return []
  return Array.isArray(value) ? value : [value]
}

function sayValue(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : String(value)
}
