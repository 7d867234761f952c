import { normalise, own } from '@baton/shared/condition'
import { countryCodes } from '@baton/shared/country-codes'
import type { Answers, AnswerValue, PublicForm, Question } from '@baton/shared/form'
import { recall } from '@baton/shared/recall'
import type { Words } from '@baton/shared/words/words'
import { displayNames } from '../intl.ts'
import { knownLocale } from '../messages/moments.ts'
import type { Objection } from '../objection.ts'
import { sayProblem } from '../say-problem.ts'
import { type Html, html, safeHref } from './html.ts'

export interface FieldsView {
  form: PublicForm
  words: Words
  entered: Answers
  problems: ReadonlyMap<string, Objection>
  /** The question that has the cursor once the page is there. */
  focused: Question | null
}

interface Field {
  id: string
  name: string
  answer: AnswerValue | undefined
  /** What describes it, and that it is required or wrong. */
  attributes: Html
  focus: Html | null
}

/** The id of a question's first control. By its place in the form, for its own id may hold any character. */
export function controlId(form: PublicForm, question: Question): string {
  return `q${form.questions.findIndex(({ id }) => id === question.id)}`
}

/** What a question is called, with what was answered before where it says so. */
export function labelOf({ form, entered }: Pick<FieldsView, 'form' | 'entered'>, question: Question): string {
  return recall(question.label, form.questions, entered)
}

/** A question with its label, hint, control and problem. */
export function questionFields(view: FieldsView, question: Question): Html {
  const { form, words, entered, problems, focused } = view
  const { kind, required } = question
  const id = controlId(form, question)
  const problem = problems.get(question.id)
  const privacy = kind === 'consent' && form.privacyUrl ? safeHref(form.privacyUrl) : null
  const hinted = Boolean(question.hint || privacy)
  const describedBy = [hinted && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  const described = describedBy && html` aria-describedby="${describedBy}"`
  const invalid = problem && html` aria-invalid="true"`
  const field: Field = {
    id,
    name: question.id,
    answer: own(entered, question.id),
    attributes: html`${described}${invalid}${required && html` required`}`,
    focus: focused?.id === question.id ? html` autofocus` : null,
  }
  const label = html`${labelOf(view, question)}${!required && kind !== 'consent' && html` <span class="quiet">(${words.asking.optional})</span>`}`
  const hint =
    hinted &&
    html`<p class="hint quiet" id="${id}-hint">${question.hint && recall(question.hint, form.questions, entered)} ${privacy && html`<a href="${privacy}" target="_blank" rel="noopener noreferrer">${words.asking.privacy}</a>`}</p>`
  const said = problem && html`<p class="problem" id="${id}-problem">${sayProblem(question, problem, words, form.locale)}</p>`
  switch (kind) {
    case 'choice':
    case 'choices': {
      const group = kind === 'choice' && html` role="radiogroup"${required && html` aria-required="true"`}${invalid}`
      return html`<fieldset class="question"${group}${described}><legend>${label}</legend>${hint}${options(question, field, invalid || null)}${said}</fieldset>`
    }
    case 'consent':
      return html`<div class="question"><label class="consent" for="${id}">${control(question, field, view)}<span>${label}</span></label>${hint}${said}</div>`
    default:
      return html`<div class="question"><label for="${id}">${label}</label>${hint}${control(question, field, view)}${said}</div>`
  }
}

function options(question: Question & { kind: 'choice' | 'choices' }, { id, name, answer, focus }: Field, invalid: Html | null): Html[] {
  const given = (Array.isArray(answer) ? answer : [answer ?? '']).map(one => normalise(String(one)))
  const isChosen = (optionId: string) => given.includes(normalise(optionId))
  const type = question.kind === 'choice' ? 'radio' : 'checkbox'
  const wrong = type === 'checkbox' ? invalid : null // radios are a group that says so itself
  const attended = Math.max(0, question.kind === 'choice' ? question.options.findIndex(option => isChosen(option.id)) : 0)
  return question.options.map(
    (option, place) =>
      html`<label class="option"><input type="${type}" id="${place === 0 ? id : `${id}-${place}`}" name="${name}" value="${option.id}"${wrong}${isChosen(option.id) && html` checked`}${place === attended && focus}><span>${option.label}</span></label>`,
  )
}

function control(question: Question, { id, name, answer, attributes, focus }: Field, { form, words }: FieldsView): Html {
  const named = html`id="${id}" name="${name}"${attributes}${focus}`
  const placeholder = 'placeholder' in question && question.placeholder ? html` placeholder="${question.placeholder}"` : null
  const value = answer === undefined ? '' : String(answer)
  switch (question.kind) {
    case 'consent':
      return html`<input type="checkbox" value="yes" ${named}${answer !== undefined && html` checked`}>`
    case 'longText': // the line break behind the tag is no part of the text, and one that the text begins with would be none either
      return html`<textarea class="input" rows="4" ${named}${placeholder}>\n${value}</textarea>`
    case 'date':
      return html`<input class="input" type="date" ${named} value="${value}"${question.min && html` min="${question.min}"`}${question.max && html` max="${question.max}"`}>`
    case 'country':
      return html`<select class="input" ${named} autocomplete="country"><option value="">${words.asking.choose}</option>${countries(form.locale).map(
        ({ code, country }) => html`<option value="${code}"${code === value.toUpperCase() && html` selected`}>${country}</option>`,
      )}</select>`
    default: {
      const type = types[question.kind] ?? 'text'
      const known = type === 'text' ? autocompleteOf(question.id) : type
      const mode = inputModeOf(question)
      return html`<input class="input" type="${type}" ${named}${placeholder}${known && html` autocomplete="${known}"`}${mode && html` inputmode="${mode}"`} value="${value}">`
    }
  }
}

/** Kinds with an input type of their own, which is also the name browsers autocomplete them by. */
const types: Partial<Record<Question['kind'], 'email' | 'tel' | 'url'>> = { email: 'email', phone: 'tel', url: 'url' }

/** What browsers call the questions people ask. */
function autocompleteOf(id: string): string | undefined {
  const known = { name: 'name', firstname: 'given-name', lastname: 'family-name', company: 'organization', postalcode: 'postal-code' }
  return own<string>(known, id.toLowerCase())
}

/** A number is typed as text: a number field swallows what is no number, and turns with the mouse wheel. */
function inputModeOf(question: Question): 'numeric' | 'decimal' | null {
  if (question.kind !== 'number' || (question.min ?? 0) < 0) return null // phones show no minus on their number keys
  return (question.step ?? 1) % 1 ? 'decimal' : 'numeric'
}

interface Country {
  code: string
  country: string
}

const sorted = new Map<string, Country[]>()

/** Every country by its name in the form's language, sorted as that language sorts; kept, for there are few languages of forms. */
function countries(formLocale: string): Country[] {
  const locale = knownLocale(formLocale)
  const kept = sorted.get(locale)
  if (kept) return kept
  const names = displayNames(locale, { type: 'region' })
  const { compare } = new Intl.Collator(locale)
  const all = countryCodes.map(code => ({ code, country: names.of(code) ?? code })).sort((a, b) => compare(a.country, b.country))
  sorted.set(locale, all)
  return all
}
