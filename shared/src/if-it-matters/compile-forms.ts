import type { Condition } from '../condition.ts'
import type { Form, Question } from '../form.ts'
import type { Playbook } from '../playbook.ts'
import { holdsPhones } from '../verify/browser-facts.ts'
import { questionsInOrder } from '../verify/compared-facts.ts'
import { pointer } from '../verify/findings.ts'
import { BoundReached, type Budget, type Diagram, never } from '../verify/multi-diagram.ts'
import { isStackExhausted } from '../verify/stack-exhausted.ts'
import { createWorld } from './create-world.ts'
import { findMatters, type Matters, possibleVisitors, type ShowWhen } from './find-matters.ts'
import { createFormSpaces, type FormSpaces } from './form-spaces.ts'
import { readLiterals } from './literals.ts'
import { costOf, tidyCondition } from './tidy-condition.ts'
import { writeCondition } from './write-condition.ts'

/** A playbook as it is published, and what became of each question that is asked only if it matters. */
export interface CompiledForms {
  playbook: Playbook
  questions: AskedIfItMatters[]
}

export type AskedIfItMatters = {
  /** JSON Pointer of the question. */
  path: string
  id: string
} & (
  | { outcome: 'narrowed'; showWhen: Condition }
  /** Whoever is asked has an answer that can change something: its `showWhen` stays. */
  | { outcome: 'always' }
  /** No answer changes anything: nobody is asked. */
  | { outcome: 'never' }
  /** A bound was met: it is asked as it is written, which changes no decision. */
  | { outcome: 'left'; why: string }
)

/** For one question of one form; its work is measured in `DECISIONS.md`. */
export const stepsForAQuestion = 1_000_000

const compiledForms = new WeakMap<Playbook, CompiledForms>()

/**
 * The playbook with `"ask": "if-it-matters"` written out as `showWhen`: over earlier answers and what the browser reads, true exactly where
 * some answer can still change the rule that takes the lead, what its destinations read of it, its grade or its territory. Skipping
 * never changes a decision. Questions are compiled in the order they are asked, each seeing the earlier ones as compiled. A compiled
 * playbook compiles to itself: `writtenShowWhen` keeps what was written. The playbook has to be without errors (`checkPlaybook`).
 */
export function compileForms(playbook: Playbook, steps = stepsForAQuestion): CompiledForms {
  const made = steps === stepsForAQuestion ? compiledForms.get(playbook) : undefined
  if (made) return made
  const questions: AskedIfItMatters[] = []
  const asWritten = playbook.forms.map(form => (form.questions.some(isAskedIfItMatters) ? { ...form, questions: form.questions.map(writtenQuestion) } : form))
  const written = { ...playbook, forms: asWritten }
  const forms = asWritten.map((form, place) => (form.questions.some(isAskedIfItMatters) ? compileForm(written, form, place, steps, questions) : form))
  const compiled: CompiledForms = { playbook: questions.length > 0 ? { ...playbook, forms } : playbook, questions }
  if (steps === stepsForAQuestion) for (const one of [playbook, compiled.playbook]) compiledForms.set(one, compiled)
  return compiled
}

export function isAskedIfItMatters({ ask }: Question): boolean {
  return ask === 'if-it-matters'
}

/** What to tell of a question that a bound left. */
export function saysLeft(id: string, why: string): string {
  return `“${id}” is asked as it is written, whether or not it matters: ${why}.`
}

/** A question before it was compiled. */
function writtenQuestion(question: Question): Question {
  const { writtenShowWhen, ...rest } = question
  return writtenShowWhen ? withShowWhen(rest, writtenShowWhen) : question
}

function withShowWhen<Asked extends Question>(question: Asked, condition: Condition): Asked {
  const { showWhen: _, ...rest } = question
  const isAlways = 'all' in condition && condition.all.length === 0
  return (isAlways ? rest : { ...rest, showWhen: condition }) as Asked // but for an optional key the same
}

function compileForm(playbook: Playbook, form: Form, place: number, steps: number, verdicts: AskedIfItMatters[]): Form {
  const written = new Map(form.questions.map(({ id, showWhen }) => [id, showWhen]))
  const showWhen = new Map(written)
  const budget: Budget = { steps }
  const left: string[] = []
  const ready = attempt(() => {
    const spaces = createFormSpaces(playbook, form, budget, why => left.push(why))
    return { spaces, visitors: possibleVisitors(playbook, spaces, ({ id }) => written.get(id)) }
  })
  for (const question of questionsInOrder(form).filter(isAskedIfItMatters)) {
    const at = { path: pointer(['forms', place, 'questions', form.questions.indexOf(question)]), id: question.id }
    budget.steps = steps
    const found =
      typeof ready === 'string'
        ? ready
        : left.length > 0
          ? left.join('; ')
          : attempt(() => compileQuestion(playbook, ready.spaces, ready.visitors, question, one => showWhen.get(one.id)))
    verdicts.push(typeof found === 'string' ? { ...at, outcome: 'left', why: found } : { ...at, ...found })
    if (typeof found === 'string' || found.outcome === 'always') continue
    showWhen.set(question.id, found.outcome === 'never' ? { any: [] } : found.showWhen)
  }
  const questions = form.questions.map(question => {
    const [before, now] = [written.get(question.id), showWhen.get(question.id)]
    return now === before || !now ? question : { ...withShowWhen(question, now), writtenShowWhen: before ?? { all: [] } }
  })
  return { ...form, questions }
}

type Found = { outcome: 'always' } | { outcome: 'never' } | { outcome: 'narrowed'; showWhen: Condition }

/** Why it could not be done, in words, or what was made. */
function attempt<Made>(make: () => Made): Made | string {
  try {
    return make()
  } catch (error) {
    if (error instanceof BoundReached) return 'finding out when it matters needs more steps than the bound allows'
    if (isStackExhausted(error)) return 'the playbook has more facts than fit on the stack'
    throw error
  }
}

function compileQuestion(playbook: Playbook, spaces: FormSpaces, visitors: Diagram, question: Question, showWhen: ShowWhen): Found | string {
  const { diagrams, form } = spaces
  const found = findMatters(playbook, spaces, visitors, question, showWhen)
  if (found.matters === found.askable) return { outcome: 'always' }
  if (found.matters === never) return { outcome: 'never' }
  const order = questionsInOrder(form)
  const earlier = order.slice(0, order.indexOf(question)).map(({ id }) => `answers.${id}`)
  const literals = readLiterals(spaces, earlier)
  const own = showWhen(question)
  const condition = narrowed(found, own, (must, may) => writeCondition(spaces, literals, must, may), diagrams)
  if (!condition) return 'a condition that says when it matters would be too long to read'
  if (holdsPhones(form, condition)) return 'when it matters rests on how a phone number is written, which only the server knows'
  // Read back as a form would: nothing is published that was not found to be right.
  const readBack = diagrams.and(createWorld(playbook, spaces, showWhen).where(condition), found.reachable)
  return readBack === found.matters ? { outcome: 'narrowed', showWhen: condition } : 'the condition found for it does not say when it matters'
}

/** The shorter of: the written condition and something more, or something instead of it. What cannot be may be either way. */
function narrowed(
  { reachable, askable, matters }: Matters,
  own: Condition | undefined,
  write: (must: Diagram, may: Diagram) => Condition | null,
  { or, not, minus }: FormSpaces['diagrams'],
): Condition | null {
  const instead = write(matters, or(matters, not(reachable)))
  if (!own) return instead
  const more = write(matters, or(matters, or(not(reachable), minus(reachable, askable))))
  const both = more && tidyCondition({ all: [own, more] })
  return instead && both ? (costOf(both) < costOf(instead) ? both : instead) : (instead ?? both)
}
