import { webAddress } from '../web-address.ts'
import type { FieldProps } from './QuestionView.tsx'

export function Consent({ question, screen, id, describedBy, invalid }: FieldProps) {
  const { model, entered, origin } = screen
  const { form, text } = model.parts
  const privacy = webAddress(form.privacyUrl, origin)
  return (
    <div class="consent">
      <label part="label">
        <input
          type="checkbox"
          id={id}
          checked={entered[question.id] === true}
          required={question.required}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          onChange={event => {
            model.enter(question, event.currentTarget.checked)
            model.leave(question)
          }}
        />
        <span>{question.label}</span>
      </label>
      {(question.hint || privacy) && (
        <p class="hint quiet" id={`${id}hint`}>
          {question.hint}{' '}
          {privacy && (
            <a href={privacy} target="_blank" rel="noopener noreferrer">
              {text.privacy}
            </a>
          )}
        </p>
      )}
    </div>
  )
}
