import type { AnswerProblem } from '@baton/shared/answers'
import type { PhoneProblem } from './phone/read-phone.ts'

/** What the server has against an answer: what any browser sees too, and what it takes lists of all countries to see. */
export type Objection = AnswerProblem | PhoneProblem
