import { normalise } from '../condition.ts'
import type { Option, Question } from '../form.ts'
import { isDate } from '../iso-date.ts'
import type { Leaf } from './list-leaves.ts'
import { type Fields, fieldsOf, type ImportProblem, listOf, numberOf, textOf } from './unknown.ts'

/** Options by what Typeform's logic calls them. */
export type OptionIds = ReadonlyMap<string, string>

export interface ConvertedField {
  /** Null when nobody answers it, or Baton has no such question. */
  question: Question | null
  options: OptionIds
}

const withoutAnswer: Readonly<Record<string, string>> = {
  statement: 'A statement asks nothing: put its words into the hint of a question beside it.',
  attachment: 'A picture or video asks nothing, and Baton’s forms show none.',
}

/** One field as a question, and what of it is lost. */
export function convertField({ field, path, id }: Leaf, problems: ImportProblem[]): ConvertedField {
  const options = new Map<string, string>()
  const lose = (where: string, message: string) => problems.push({ path: `${path}${where}`, message })
  const type = textOf(field.type)
  const properties = fieldsOf(field.properties)
  const kind = kindOf(field, lose, options)
  if (!kind) {
    if (!Object.hasOwn(kinds, type)) lose('/type', withoutAnswer[type] ?? `Baton has no question of the kind “${type}”.`)
    return { question: null, options }
  }
  if (field.attachment !== undefined) lose('/attachment', 'Baton’s questions show no pictures.')
  const hint = sayPlainly(textOf(properties.description), '/properties/description', lose)
  const question = {
    id,
    label: sayPlainly(textOf(field.title), '/title', lose),
    ...(hint && { hint }),
    ...(fieldsOf(field.validations).required === true && { required: true }),
    ...kind,
  } as Question // the parts of each kind are written below
  return { question, options }
}

type Lose = (where: string, message: string) => void
type Kind = Pick<Question, 'kind'> & Fields

const kinds: Readonly<Record<string, (field: Fields, lose: Lose, options: Map<string, string>) => Kind | null>> = {
  short_text: field => ({ kind: 'text', ...maxLength(field, 4000) }),
  long_text: field => ({ kind: 'longText', ...maxLength(field, 20_000) }),
  email: () => ({ kind: 'email' }),
  website: () => ({ kind: 'url' }),
  phone_number: (field, lose) => {
    if (fieldsOf(field.properties).default_country_code !== undefined)
      lose(
        '/properties/default_country_code',
        'A phone question of Baton has no country to start with: a number goes by its +, else by the country that the visitor names.',
      )
    return { kind: 'phone' }
  },
  date: field => ({ kind: 'date', ...limits(field, 'min_date', 'max_date', value => (typeof value === 'string' && isDate(value) ? value : undefined)) }),
  number: field => ({ kind: 'number', ...limits(field, 'min_value', 'max_value', numberOf) }),
  rating: field => scale(field, 1, 5),
  nps: () => ({ kind: 'number', min: 0, max: 10 }),
  opinion_scale: field => scale(field, fieldsOf(field.properties).start_at_one === true ? 1 : 0, 11),
  legal: () => ({ kind: 'consent' }),
  yes_no: (_field, _lose, options) => {
    for (const id of ['yes', 'no']) options.set(id, id)
    return {
      kind: 'choice',
      options: [
        { id: 'yes', label: 'Yes' },
        { id: 'no', label: 'No' },
      ],
    }
  },
  dropdown: choose,
  multiple_choice: choose,
  picture_choice: (field, lose, options) => {
    lose('/properties/choices', 'The pictures of the options are left out; their labels stay.')
    return choose(field, lose, options)
  },
}

function kindOf(field: Fields, lose: Lose, options: Map<string, string>): Kind | null {
  const type = textOf(field.type)
  return (Object.hasOwn(kinds, type) && kinds[type]?.(field, lose, options)) || null
}

function choose(field: Fields, lose: Lose, ids: Map<string, string>): Kind | null {
  const properties = fieldsOf(field.properties)
  const taken = new Set<string>()
  const options: Option[] = listOf(properties.choices).map((value, index) => {
    const choice = fieldsOf(value)
    const names = [textOf(choice.ref), textOf(choice.id), textOf(choice.label)]
    const fits = (id: string) => id.trim() !== '' && id.length <= 100 && id !== '__proto__' && !taken.has(normalise(id))
    const id = names.find(fits)?.trim() ?? `option-${index + 1}`
    taken.add(normalise(id))
    for (const name of names) if (name !== '' && !ids.has(name)) ids.set(name, id)
    return { id, label: textOf(choice.label) }
  })
  if (options.length === 0) {
    lose('/properties/choices', 'There is nothing to choose from: the question is left out.')
    return null
  }
  if (properties.allow_other_choice === true)
    lose('/properties/allow_other_choice', 'An answer of one’s own beside the options: add a text question that shows when “Other” is chosen.')
  if (properties.randomize === true) lose('/properties/randomize', 'Options keep the order they are written in.')
  if (properties.alphabetical_order === true) options.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
  return { kind: properties.allow_multiple_selection === true ? 'choices' : 'choice', options }
}

function scale(field: Fields, min: number, steps: number): Kind {
  return { kind: 'number', min, max: min + (numberOf(fieldsOf(field.properties).steps) ?? steps) - 1 }
}

function maxLength(field: Fields, most: number): { maxLength?: number } {
  const wanted = numberOf(fieldsOf(field.validations).max_length)
  return wanted !== undefined && wanted >= 1 ? { maxLength: Math.min(most, Math.floor(wanted)) } : {}
}

function limits<T>(field: Fields, low: string, high: string, readLimit: (value: unknown) => T | undefined): { min?: T; max?: T } {
  const validations = fieldsOf(field.validations)
  const [min, max] = [readLimit(validations[low]), readLimit(validations[high])]
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
}

/** Typeform puts earlier answers into a text as `{{field:ref}}`; a visitor must not read that. */
function sayPlainly(text: string, where: string, lose: Lose): string {
  const plain = text.replace(/\s*\{\{[^}]*\}\}/g, '').trim()
  if (plain !== text.trim()) lose(where, 'The text names an earlier answer or a hidden value, which labels in Baton cannot: it is left out.')
  if (plain.length > 4000) lose(where, 'The text is cut to 4000 characters.')
  return plain.slice(0, 4000)
}
