import { isAnswered } from '@baton/shared/flow'
import type { Answers, AnswerValue, Question } from '@baton/shared/form'
import type { AskingWords } from '@baton/shared/words/words'
import { batch } from '@preact/signals'
import type { ModelParts } from './model.ts'
import { createShowing } from './showing.ts'
import type { State } from './state.ts'

/** Answering: what is entered, what is wrong with it, and the way from screen to screen. */
export function createAsking(parts: ModelParts, state: State) {
  const { step, entered, steps, asked, known, problems, later } = state
  const { show, object } = createShowing(parts.form, state)
  const problemOf = (question: Question) => findProblem(question, parts, state)
  const tellAnswered = tellOnce(parts, state)
  const note = ({ id }: Question, problem: string | null) => {
    const { [id]: _, ...others } = problems.value
    problems.value = problem ? { ...others, [id]: problem } : others
  }
  /** Whether something on this screen is wrong, which is then shown. */
  const isWrong = () => object(question => problemOf(question) ?? later.value?.doubt(question), step.value, step.value + 1)
  return {
    isWrong,
    problemOf,
    object,
    /** Takes what the page knows for answers, where there are none. */
    know(answers: Answers) {
      const news = Object.keys(answers).filter(id => isAnswered(answers[id]) && !isAnswered(entered.value[id]))
      batch(() => {
        entered.value = { ...answers, ...entered.value }
        known.value = [...known.value, ...news]
      })
    },
    enter(question: Question, value: AnswerValue) {
      batch(() => {
        entered.value = { ...entered.value, [question.id]: value }
        if (problems.value[question.id]) note(question, problemOf(question))
      })
    },
    leave(question: Question) {
      // Passing through an empty question is no mistake yet: that is said at Continue. And a field may also lose the cursor
      // because its step is being taken away.
      if (!isAnswered(entered.value[question.id]) || !asked.value.includes(question)) return
      const problem = problemOf(question)
      if (problem) note(question, problem)
      else tellAnswered(question) // what is asked about it stays until it is changed
    },
    /** To the next screen; true when this was the last, and all of it is answered. */
    goOn() {
      if (isWrong()) return false
      const at = step.value
      asked.value.forEach(tellAnswered)
      if (at + 1 >= steps.value.length) return true
      show(at + 1, 'step')
      return false
    },
    back: () => show(step.value - 1, 'step'),
    /** From a failure to send, to the questions again. */
    ask: () => show(step.value, 'step'),
  }
}

/** An answer is checked in full by what arrives at the first key press; until then an email address is, roughly: most forms begin with one. */
function findProblem(question: Question, { text }: ModelParts, { entered, later }: State): string | null {
  const { id, kind, required } = question
  const answer = entered.value[id]
  if (!isAnswered(answer)) return required && kind !== 'hidden' ? missingOf(kind, text) : null
  if (later.value) return later.value.problemOf(question)
  return kind === 'email' && !/.@.+\../.test(String(answer)) ? text.notAnEmail : null
}

/** Tells the page that a question was answered, the first time it is. */
function tellOnce({ tell }: ModelParts, { entered }: State): (question: Question) => void {
  const told = new Set<string>()
  return ({ id }) => {
    if (told.has(id) || !isAnswered(entered.value[id])) return
    told.add(id)
    tell('baton:answer', { questionId: id })
  }
}

function missingOf(kind: Question['kind'], text: AskingWords): string {
  return kind === 'consent' ? text.missingConsent : /^cho|^country/.test(kind) ? text.missingChoice : text.missing
}
