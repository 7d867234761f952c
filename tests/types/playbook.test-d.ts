import type { Comparison, Condition, Facts } from '@baton/shared/condition'
import type { DecisionInputs } from '@baton/shared/decide'
import type { Answers, Form, PublicForm, Question } from '@baton/shared/form'
import type { Destination, Playbook } from '@baton/shared/playbook'
import type { Rep } from '@baton/shared/roster'

/** What must not compile, checked by `tsc -b`. Nothing here runs. */

export function factsAreRead(facts: Facts, answers: Answers, inputs: DecisionInputs): void {
  // @ts-expect-error facts are what is known: nobody changes them on the way
  facts['answers.seats'] = 5
  // @ts-expect-error nor takes one away
  delete facts.locale
  const pages = facts['visit.pages']
  // @ts-expect-error nor adds to a list in them
  if (typeof pages === 'object') pages.push('/pricing')
  // @ts-expect-error what was answered stays
  answers.seats = 5
  // @ts-expect-error credits come from the ledger and go to it, not into one another
  inputs.credits.sales = { unit: '1', balances: {} }
  // @ts-expect-error nobody's load is changed by deciding
  inputs.loads.ana = { today: 0, open: 0 }
}

export function aFactIsKnownOrAbsent(): Facts[] {
  return [
    { locale: 'en', 'visit.count': 2, 'lead.returning': true, 'visit.pages': ['/'] },
    // @ts-expect-error an unknown fact is absent, never null
    { locale: null },
    // @ts-expect-error a fact is a value or a list of one type
    { 'visit.pages': ['/', 2] },
    // @ts-expect-error facts do not nest
    { place: { country: 'DE' } },
  ]
}

export function aConditionIsOneThing(): Condition[] {
  return [
    { fact: 'locale', op: 'known' },
    { all: [] },
    { not: { any: [] } },
    // @ts-expect-error there is no such comparison
    { fact: 'locale', op: 'matches', value: 'd.*' },
    // @ts-expect-error a comparison names its fact
    { op: 'is', value: 'de' },
    // @ts-expect-error not turns one condition round
    { not: [] },
    // @ts-expect-error all takes conditions
    { all: ['locale'] },
  ]
}

export function aComparisonHasNoParts(comparison: Comparison): unknown {
  // @ts-expect-error a comparison compares; only all, any and not have parts
  return comparison.all
}

export function aDestinationHasWhatItsKindNeeds(): Destination[] {
  return [
    { kind: 'owner' },
    { kind: 'pool', pool: 'sales', match: [{ attribute: 'languages', has: 'answers.language' }] },
    // @ts-expect-error which rep?
    { kind: 'rep' },
    // @ts-expect-error which pool?
    { kind: 'pool' },
    // @ts-expect-error which queue?
    { kind: 'queue' },
    // @ts-expect-error for which reason?
    { kind: 'disqualify' },
    // @ts-expect-error a queue has no members to match
    { kind: 'queue', queue: 'overflow', match: [] },
    // @ts-expect-error a queue takes leads at any hour as it is
    { kind: 'queue', queue: 'overflow', anyHour: true },
    // @ts-expect-error the owner is a fact, not a name
    { kind: 'owner', rep: 'ana' },
    // @ts-expect-error an entry of match says what the lead has to have
    { kind: 'pool', pool: 'sales', match: [{ attribute: 'languages' }] },
    // @ts-expect-error there is no such destination
    { kind: 'nobody' },
  ]
}

// @ts-expect-error a new kind of destination does not compile until everybody handles it
export function forgetQueues(destination: Destination): string {
  switch (destination.kind) {
    case 'owner':
      return ''
    case 'rep':
      return destination.rep
    case 'pool':
      return destination.pool
    case 'disqualify':
      return destination.reason
  }
}

export function aBrowserSeesNoRules(form: PublicForm, playbook: Playbook, whole: Form): PublicForm {
  // @ts-expect-error a public form has no scoring
  form.scoring
  // @ts-expect-error nor rules
  form.routing
  // @ts-expect-error nor the sites it may stand on
  form.allowedOrigins
  // @ts-expect-error nor the other languages
  form.locales
  // @ts-expect-error a playbook is not a form
  const shown: PublicForm = playbook
  // @ts-expect-error a whole form is not a public one: it goes through publicForm
  return shown === form ? form : whole
}

export function aQuestionHasWhatItsKindNeeds(): Question[] {
  return [
    { id: 'seats', kind: 'number', label: 'Seats', min: 1 },
    // @ts-expect-error a choice has options
    { id: 'size', kind: 'choice', label: 'Size' },
    // @ts-expect-error only numbers and dates have a least value
    { id: 'name', kind: 'text', label: 'Name', min: 1 },
    // @ts-expect-error a number has no options
    { id: 'seats', kind: 'number', label: 'Seats', options: [] },
    // @ts-expect-error there is no such kind
    { id: 'file', kind: 'file', label: 'File' },
  ]
}

export function aBookingOfARepIsOneKind(booking: NonNullable<Rep['booking']>): unknown {
  // @ts-expect-error a link is no calendar
  return booking.kind === 'link' ? booking.eventType : booking.url
}
