import type { Question } from '@baton/shared/form'
import { elementId } from '../state.ts'
import { webAddress } from '../web-address.ts'
import { Field } from './Field.tsx'
import { Options } from './Options.tsx'
import { Out } from './Out.tsx'
import type { ViewProps } from './Widget.tsx'

/** What a field needs to know of its question. */
export interface FieldProps extends ViewProps {
  question: Question
  id: string
  describedBy: string | undefined
  invalid: boolean
}

/** A question with its label, hint and problem. Alone on its step, its label is the heading. */
export function QuestionView({ view, question, alone }: ViewProps & { question: Question; alone: boolean }) {
  const { form, origin, text, problems, later } = view
  const { kind } = question
  const say = later?.say ?? ((words: string) => words)
  const hint = question.hint && say(question.hint)
  const problem = problems[question.id]
  const privacy = kind === 'consent' && webAddress(form.privacyUrl, origin)
  const id = elementId(form, question)
  const describedBy = [(hint || privacy) && `${id}h`, problem && `${id}p`].filter(Boolean).join(' ') || undefined
  const props: FieldProps = { view, question, id: `${id}i`, describedBy, invalid: !!problem }
  const words = (
    <>
      {say(question.label)}
      {!question.required && kind !== 'consent' && <span class="quiet"> ({text.optional})</span>}
    </>
  )
  const aside = (hint || privacy) && (
    <p class="hint quiet" id={`${id}h`}>
      {hint} {privacy && <Out href={privacy}>{text.privacy}</Out>}
    </p>
  )
  return (
    <div part="question" class="question" id={id}>
      {kind === 'choice' || kind === 'choices' ? (
        <Options {...props} options={question.options} legend={alone ? <h2>{words}</h2> : words} hint={aside} />
      ) : kind === 'consent' ? (
        <>
          <label part="label" class="consent" for={props.id}>
            <Field {...props} />
            <span>{words}</span>
          </label>
          {aside}
        </>
      ) : (
        <>
          <label part="label" for={props.id}>
            {alone ? <h2>{words}</h2> : words}
          </label>
          {aside}
          <Field {...props} />
        </>
      )}
      {problem && (
        <p class="problem" id={`${id}p`} role="alert">
          {problem}
        </p>
      )}
      {later && <later.Aid view={view} question={question} />}
    </div>
  )
}
