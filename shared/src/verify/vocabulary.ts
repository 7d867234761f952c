import { countryCodes } from '../country-codes.ts'
import { emailKinds, vocabulary } from '../facts.ts'
import type { Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'

export type FactType = 'text' | 'number' | 'boolean' | 'list'

/** A fact's type, and the only values it can have where those are known. */
export interface FactMeaning {
  type: FactType
  values: readonly string[] | null
}

/** Every fact a playbook's conditions may name. */
export function readVocabulary(playbook: Playbook, roster: Roster): Map<string, FactMeaning> {
  const facts = new Map<string, FactMeaning>(Object.entries(vocabulary).map(([name, type]) => [name, { type, values: null }]))
  const reps = roster.reps.map(({ id }) => id)
  for (const owner of ['lead.owner', 'account.owner', 'colleague.owner']) facts.set(owner, { type: 'text', values: reps })
  for (const country of ['place.country', 'company.country']) facts.set(country, { type: 'text', values: countryCodes })
  for (const question of playbook.forms.flatMap(form => form.questions)) {
    const meaning = meaningOf(question)
    facts.set(`answers.${question.id}`, meaning)
    // Several questions may fill one fact, each in its own way: then only their type is known.
    if (question.fills) facts.set(question.fills, { type: meaning.type, values: null })
  }
  facts.set('email.kind', { type: 'text', values: [...emailKinds] })
  facts.set('territory', { type: 'text', values: playbook.territories.map(({ id }) => id) })
  facts.set('score.grade', { type: 'text', values: playbook.scoring.grades.map(({ id }) => id) })
  facts.set('form', { type: 'text', values: playbook.forms.map(({ id }) => id) })
  return facts
}

/** The type of a question's answer, and the only values it can have where those are known. */
export function meaningOf(question: Question): FactMeaning {
  switch (question.kind) {
    case 'number':
      return { type: 'number', values: null }
    case 'country':
      return { type: 'text', values: countryCodes }
    case 'consent':
      return { type: 'boolean', values: null }
    case 'choice':
      return { type: 'text', values: question.options.map(({ id }) => id) }
    case 'choices':
      return { type: 'list', values: question.options.map(({ id }) => id) }
    default:
      return { type: 'text', values: null }
  }
}
