import type { Question } from '@baton/shared/form'
import { Plain } from '../view/Plain.tsx'
import type { ViewProps } from '../view/Widget.tsx'
import { suggestAddress } from './doubts.ts'

/** The address that was probably meant, while the question is asked about. */
export function Aid({ view, question }: ViewProps & { question: Question }) {
  const written = view.entered[question.id]
  const address = question.kind === 'email' && view.problems[question.id] && typeof written === 'string' && suggestAddress(written)
  if (!address) return null
  const take = () => {
    view.enter(question, address)
    view.leave(question)
  }
  return <Plain onClick={take}>{address}</Plain>
}
