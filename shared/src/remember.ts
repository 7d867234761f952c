import type { Answers, PublicForm } from './form.ts'

/** Whether what was answered may be kept before it is sent, and for the next visit. `answers`: those that count. The same law in the browser and on the server. */
export function mayRemember(remember: PublicForm['remember'] | 'never', answers: Answers): boolean {
  return typeof remember === 'object' ? answers[remember.consent] === true : remember === 'always'
}
