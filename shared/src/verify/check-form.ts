import { type Comparison, normalise } from '../condition.ts'
import { vocabulary } from '../facts.ts'
import { stepsOf } from '../flow.ts'
import type { Form, Question } from '../form.ts'
import { browserTouches, comparesPhone, isKnownInBrowser } from './browser-facts.ts'
import { checkCondition } from './check-condition.ts'
import { checkTranslations } from './check-translations.ts'
import { checkUnique } from './check-unique.ts'
import { type DocumentError, pointer } from './findings.ts'
import { nearestName } from './nearest.ts'
import { type FactMeaning, meaningOf } from './vocabulary.ts'

/** What is wrong within one form: steps, ids, and conditions that look ahead. */
export function checkForm(form: Form, place: readonly PropertyKey[], facts: ReadonlyMap<string, FactMeaning>): DocumentError[] {
  return [
    ...checkUnique(form.questions, [...place, 'questions']),
    ...form.questions.flatMap((question, index) => ('options' in question ? checkUnique(question.options, [...place, 'questions', index, 'options']) : [])),
    ...checkSteps(form, place),
    ...checkShowWhen(form, place, facts),
    ...form.questions.flatMap((question, index) => checkAsk(question, [...place, 'questions', index])),
    ...form.questions.flatMap((question, index) => checkBounds(question, [...place, 'questions', index])),
    ...form.questions.flatMap((question, index) => checkFills(question, [...place, 'questions', index, 'fills'])),
    ...checkRemember(form, [...place, 'remember']),
    ...checkTranslations(form, place),
  ]
}

/** Every question is in exactly one step. */
function checkSteps(form: Form, place: readonly PropertyKey[]): DocumentError[] {
  if (!form.steps) return []
  const ids = form.questions.map(({ id }) => id)
  const seen = new Set<string>()
  const errors: DocumentError[] = []
  for (const [step, questionIds] of form.steps.entries()) {
    for (const [index, id] of questionIds.entries()) {
      const path = pointer([...place, 'steps', step, index])
      if (!ids.includes(id)) errors.push({ document: 'playbook', path, message: `There is no question “${id}” on this form.`, nearest: nearestName(id, ids) })
      else if (seen.has(id)) errors.push({ document: 'playbook', path, message: `“${id}” is already in a step.`, nearest: null })
      seen.add(id)
    }
  }
  for (const [index, id] of ids.entries())
    if (!seen.has(id))
      errors.push({
        document: 'playbook',
        path: pointer([...place, 'questions', index]),
        message: `“${id}” is in no step, so nobody would be asked it.`,
        nearest: null,
      })
  return errors
}

/** `showWhen` may use answers to earlier questions and what the browser reads by itself. */
function checkShowWhen(form: Form, place: readonly PropertyKey[], facts: ReadonlyMap<string, FactMeaning>): DocumentError[] {
  const order = stepsOf(form).flat()
  return form.questions.flatMap((question, index) => {
    const earlier = new Set(order.slice(0, Math.max(0, order.indexOf(question.id))).map(id => `answers.${id}`))
    const forbidden = (fact: string, op: Comparison['op']) => {
      if (comparesPhone(form, { fact, op }))
        return `“${fact}” is a phone number, which the server writes anew (+493012345): showWhen may ask whether it is known.`
      if (earlier.has(fact) || isKnownInBrowser(fact)) return null
      if (fact.startsWith('answers.')) return `“${fact}” is not answered yet when this question is reached.`
      return fact.startsWith('touch.')
        ? `“${fact}” is found on the server, by lists of search engines that no browser has: showWhen may use ${browserTouches.map(name => `touch.*.${name}`).join(', ')}.`
        : `“${fact}” is not known in the browser: showWhen may use earlier answers, what a touch holds as it was read, and locale.`
    }
    return (['showWhen', 'writtenShowWhen'] as const).flatMap(name => {
      const condition = question[name]
      return condition ? checkCondition(condition, [...place, 'questions', index, name], { facts, forbidden }) : []
    })
  })
}

/** Some questions are asked for another reason than what their answer decides. */
function checkAsk({ id, kind, ask, writtenShowWhen }: Question, place: readonly PropertyKey[]): DocumentError[] {
  const error = (name: string, message: string): DocumentError[] => [{ document: 'playbook', path: pointer([...place, name]), message, nearest: null }]
  if (ask === undefined) return writtenShowWhen ? error('writtenShowWhen', 'Only publishing writes this, beside “ask”. Write “showWhen”.') : []
  if (kind === 'email') return error('ask', `“${id}” says who the lead is: it has to be asked whether or not it changes the decision.`)
  if (kind === 'consent') return error('ask', `“${id}” is asked for the visitor’s sake: a consent that was not asked was not given.`)
  return kind === 'hidden' ? error('ask', `“${id}” is hidden: nobody is asked it, so there is nothing to spare them.`) : []
}

/** A consent that is asked for can be given. */
function checkRemember({ remember, questions }: Form, place: readonly PropertyKey[]): DocumentError[] {
  if (typeof remember !== 'object') return []
  const consents = questions.filter(({ kind }) => kind === 'consent').map(({ id }) => id)
  if (consents.includes(remember.consent)) return []
  const message = questions.some(({ id }) => id === remember.consent)
    ? `“${remember.consent}” is no consent question: nobody agrees to anything by answering it.`
    : `There is no consent question “${remember.consent}” on this form.`
  return [{ document: 'playbook', path: pointer([...place, 'consent']), message, nearest: nearestName(remember.consent, consents) }]
}

function checkBounds(question: Question, place: readonly PropertyKey[]): DocumentError[] {
  if (question.kind !== 'number' && question.kind !== 'date') return []
  const { min, max } = question
  if (min === undefined || max === undefined || min <= max) return []
  return [{ document: 'playbook', path: pointer([...place, 'max']), message: `No answer is at least ${min} and at most ${max}.`, nearest: null }]
}

/** A question may fill any `place.*` or `company.*`; one that is nearly, but not quite, a fact we know was meant to be that. */
function checkFills(question: Question, place: readonly PropertyKey[]): DocumentError[] {
  const { fills } = question
  if (fills === undefined) return []
  const error = (message: string, nearest: string | null = null) => [{ document: 'playbook' as const, path: pointer(place), message, nearest }]
  const known = Object.hasOwn(vocabulary, fills) ? vocabulary[fills] : undefined
  if (known === undefined) {
    const names = Object.keys(vocabulary).filter(name => name.split('.')[0] === fills.split('.')[0])
    const nearest = nearestName(
      fills.split('.')[1] ?? '',
      names.map(name => name.split('.')[1] ?? ''),
    )
    return nearest === null ? [] : error(`There is no fact “${fills}”.`, `${fills.split('.')[0]}.${nearest}`)
  }
  const { type } = meaningOf(question)
  return type === known ? [] : error(`“${fills}” is a ${known}; the answer to this question is a ${type}.`)
}

/** The same question id on two forms has the same kind and options: it is one fact. */
export function checkSameQuestions(forms: readonly Form[]): DocumentError[] {
  const first = new Map<string, string>()
  return forms.flatMap((form, formIndex) =>
    form.questions.flatMap((question, index) => {
      const shape = JSON.stringify([question.kind, 'options' in question ? question.options.map(({ id }) => normalise(id)) : null])
      const known = first.get(question.id)
      if (known === undefined) first.set(question.id, shape)
      if (known === undefined || known === shape) return []
      return [
        {
          document: 'playbook' as const,
          path: pointer(['forms', formIndex, 'questions', index]),
          message: `“${question.id}” has another kind or other options on an earlier form.`,
          nearest: null,
        },
      ]
    }),
  )
}
