import type { Condition } from './condition.ts'
import type { Question } from './form.ts'
import { convertField } from './typeform/convert-field.ts'
import { convertLogic, type Place } from './typeform/convert-logic.ts'
import { listLeaves } from './typeform/list-leaves.ts'
import { type Fields, fieldsOf, type ImportProblem, listOf, textOf } from './typeform/unknown.ts'

/** A form as a playbook holds it, still to be parsed by the schema, which fills in the rest. */
export interface ImportedForm {
  id: string
  title: string
  locale: string
  intro?: string
  steps: string[][]
  questions: Question[]
}

export interface TypeformImport {
  /** Null when there is nothing to ask. */
  form: ImportedForm | null
  /** Everything that has no counterpart, each at its place. What is not listed is carried over as it was. */
  problems: ImportProblem[]
}

/**
 * A form of Typeform (the JSON its Create API gives) as a form of Baton. Jumps become `showWhen` where that says exactly the same:
 * a visitor is asked the same questions for the same answers. How a form looks (theme, progress bar) is left to the page it is in.
 */
export function convertTypeform(definition: unknown): TypeformImport {
  const document = fieldsOf(definition)
  const problems: ImportProblem[] = []
  if (!Array.isArray(document.fields)) return { form: null, problems: [{ path: '', message: 'This is no form of Typeform: it has no list of fields.' }] }

  const hidden = convertHidden(document)
  const places: Place[] = listLeaves(document.fields).map(leaf => ({ ...leaf, ...convertField(leaf, problems) }))
  const names = new Map(hidden.map(question => [question.label, question.id]))
  const shown = showQuestions(places, convertLogic(places, names, document, problems), problems)
  convertScreens(document, problems)
  problems.sort((a, b) => order(a.path) - order(b.path)) // as a reader meets them; within each part they are in order

  const [first, ...rest] = stepsOf(shown)
  if (!first) {
    problems.push({ path: '/fields', message: 'It asks nothing: a form in Baton has at least one question.' })
    return { form: null, problems }
  }
  const hiddenIds = hidden.map(({ id }) => id)
  const form: ImportedForm = {
    id: formId(document),
    title: textOf(document.title).slice(0, 4000),
    locale: textOf(fieldsOf(document.settings).language) || 'en',
    ...introOf(document),
    steps: [[...hiddenIds, ...first], ...rest],
    questions: [...hidden.map(question => ({ ...question, label: '' })), ...shown.map(({ question }) => question)],
  }
  return { form, problems }
}

interface Shown {
  step: number
  question: Question
}

function showQuestions(places: readonly Place[], conditions: readonly (Condition | null)[], problems: ImportProblem[]): Shown[] {
  return places.flatMap(({ question, step, path }, index) => {
    if (!question) return []
    const showWhen = conditions[index]
    if (showWhen && 'any' in showWhen && showWhen.any.length === 0) {
      problems.push({ path, message: 'No way leads to this question: it is left out.' })
      return []
    }
    return [{ step, question: showWhen ? { ...question, showWhen } : question }]
  })
}

/** One question a screen, as Typeform shows them; the questions of a group together. */
function stepsOf(shown: readonly Shown[]): string[][] {
  const steps = new Map<number, string[]>()
  for (const { step, question } of shown) steps.set(step, [...(steps.get(step) ?? []), question.id])
  return [...steps.values()]
}

/** Hidden values are questions nobody sees; a page fills them by `data-prefill-<name>`. Their label holds the name until it is read. */
function convertHidden(document: Fields): (Question & { kind: 'hidden' })[] {
  const names = new Set(
    listOf(document.hidden)
      .map(textOf)
      .filter(name => /^[^\s.]{1,60}$/.test(name) && name !== '__proto__'),
  )
  const refs = new Set(listLeaves(listOf(document.fields)).map(({ id }) => id.toLowerCase()))
  return [...names].map(name => ({ id: refs.has(name.toLowerCase()) ? `${name}_h` : name, kind: 'hidden', label: name }))
}

function convertScreens(document: Fields, problems: ImportProblem[]): void {
  for (const [index, screen] of listOf(document.thankyou_screens).entries()) {
    if (textOf(fieldsOf(screen).title) === '') continue
    problems.push({
      path: `/thankyou_screens/${index}`,
      message: 'At the end Baton shows the rep and their free times: put words of your own into the playbook’s messages.',
    })
  }
  const { redirect_after_submit_url: redirect } = fieldsOf(document.settings)
  if (redirect)
    problems.push({ path: '/settings/redirect_after_submit_url', message: 'Only a disqualified lead is sent elsewhere: see redirectUrl of “disqualify”.' })
  if (Object.keys(fieldsOf(document.variables)).length > 0)
    problems.push({ path: '/variables', message: 'Variables are kept by the scoring of a playbook, not by a form.' })
  if (Object.keys(fieldsOf(document.custom_messages)).length > 0)
    problems.push({ path: '/custom_messages', message: 'The words of buttons and errors are Baton’s own, in the visitor’s language.' })
  if (listOf(document.welcome_screens).length > 1)
    problems.push({ path: '/welcome_screens/1', message: 'A form begins once: only the first welcome is its intro.' })
}

function introOf(document: Fields): { intro?: string } {
  const welcome = fieldsOf(listOf(document.welcome_screens)[0])
  const words = [textOf(welcome.title), textOf(fieldsOf(welcome.properties).description)].filter(text => text.trim() !== '').join('\n')
  return words ? { intro: words.slice(0, 4000) } : {}
}

function formId(document: Fields): string {
  const id = textOf(document.id)
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id)) return id
  const slug = textOf(document.title)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 64)
  return slug.replace(/-+$/, '') || 'imported-form'
}

const parts = ['/fields', '/hidden', '/logic', '/welcome_screens', '/thankyou_screens']

function order(path: string): number {
  const place = parts.findIndex(part => path.startsWith(part))
  return place < 0 ? parts.length : place
}
