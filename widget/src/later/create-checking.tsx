import { checkAnswer } from '@baton/shared/answers'
import { addTouch, readTouch, type Touches, touchFacts } from '@baton/shared/attribution'
import { countedAnswers, visibleSteps } from '@baton/shared/flow'
import { recall } from '@baton/shared/recall'
import type { SendingWords } from '@baton/shared/words/words'
import type { Model } from '../model.ts'
import { Aid } from './Aid.tsx'
import { type Country, countriesIn } from './countries.ts'
import { doubtOf } from './doubts.ts'
import type { Checking } from './later-file.ts'
import { openMemory } from './memory.ts'
import { sayProblem } from './problem-words.ts'
import { Summary } from './Summary.tsx'
import { typedAnswers } from './typed-answers.ts'

/** What follows from answers: what is asked next, and what is wrong with them. */
export function createChecking({ form, text, page, locale, facts, entered }: Model, words: SendingWords): Checking {
  const typed = () => typedAnswers(form, entered.value)
  const memory = openMemory(form)
  const remembered = memory.current()
  let touches = remembered?.touches ?? {}
  const arriveAfter = (earlier: Touches) => {
    touches = addTouch(earlier, readTouch(page.arrival))
    facts.value = { locale, ...touchFacts(touches) }
  }
  arriveAfter(touches)
  if (remembered) memory.keep({ touches })
  const doubted = new Set<unknown>()
  let countries: Country[] | undefined // 249 names are too many for each key press
  return {
    touches: () => touches,
    memory,
    forget() {
      if (memory.current()) arriveAfter({})
      memory.forget()
    },
    countries: () => (countries ??= countriesIn(form.locale)),
    visibleSteps: () => visibleSteps(form, typed(), facts.value),
    countedAnswers: () => countedAnswers(form, typed(), facts.value),
    say: words => recall(words, form.questions, entered.value),
    doubt(question) {
      const answer = entered.value[question.id]
      if (doubted.has(answer)) return null
      const doubt = doubtOf(question, answer, words)
      if (doubt) doubted.add(answer)
      return doubt
    },
    Aid,
    Summary: ({ view }) => <Summary view={view} words={words} />,
    problemOf(question) {
      const problem = checkAnswer(question, typed()[question.id])
      return problem && sayProblem(question, problem, { text, words, locale: form.locale })
    },
  }
}
