import type { Question } from '@baton/shared/form'
import type { Screen } from '../screen.ts'
import { Consent } from './Consent.tsx'
import { Field } from './Field.tsx'
import { Options } from './Options.tsx'

/** What each kind of field needs to know of its question. `id` is safe in the DOM whatever the question is called. */
export interface FieldProps {
  question: Question
  screen: Screen
  id: string
  describedBy: string | undefined
  invalid: boolean
}

/** A question with its label, hint and problem. Alone on its step, its label is the heading. */
export function QuestionView({ question, screen, alone }: { question: Question; screen: Screen; alone: boolean }) {
  const { form, text } = screen.model.parts
  const id = `q${form.questions.indexOf(question)}`
  const problem = screen.problems[question.id]
  const describedBy = [question.hint && `${id}hint`, problem && `${id}problem`].filter(Boolean).join(' ') || undefined
  const field: FieldProps = { question, screen, id, describedBy, invalid: problem !== undefined }
  const optional = !question.required && question.kind !== 'consent' && <span class="quiet"> ({text.optional})</span>
  const hint = question.hint && (
    <p class="hint quiet" id={`${id}hint`}>
      {question.hint}
    </p>
  )
  const grouped = 'options' in question
  const label = grouped ? (
    <span>
      {question.label}
      {optional}
    </span>
  ) : (
    <label for={id} part="label">
      {question.label}
      {optional}
    </label>
  )
  const named = alone ? <h2>{label}</h2> : label
  return (
    <div part="question" class="question" data-question={question.id}>
      {question.kind === 'consent' ? (
        <Consent {...field} />
      ) : grouped ? (
        <fieldset
          role={question.kind === 'choice' ? 'radiogroup' : undefined}
          aria-describedby={describedBy}
          aria-invalid={question.kind === 'choice' && field.invalid ? true : undefined}
          aria-required={question.kind === 'choice' ? question.required : undefined}
        >
          <legend part="label">{named}</legend>
          {hint}
          <Options {...field} options={question.options} />
        </fieldset>
      ) : (
        <>
          {named}
          {hint}
          <Field {...field} />
        </>
      )}
      {problem && (
        <p class="problem" id={`${id}problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
