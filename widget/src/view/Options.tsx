import type { Option } from '@baton/shared/form'
import type { FieldProps } from './QuestionView.tsx'

/** Radio or checkbox cards: native inputs, so that arrows, space and Tab do what they do everywhere. */
export function Options({ question, screen, id, invalid, options }: FieldProps & { options: Option[] }) {
  const { model, entered } = screen
  const single = question.kind === 'choice'
  const answer = entered[question.id]
  const isChosen = (option: Option) => (Array.isArray(answer) ? answer.includes(option.id) : answer === option.id)
  const choose = (option: Option) => {
    // In the order of the options, not of the clicks.
    const chosen = options.filter(other => (other === option) !== isChosen(other)).map(other => other.id)
    model.enter(question, single ? option.id : chosen)
    model.leave(question)
  }
  return (
    <div class="options">
      {options.map((option, index) => (
        <label key={option.id} part="option" class="option">
          <input
            type={single ? 'radio' : 'checkbox'}
            name={id}
            id={id + index}
            value={option.id}
            checked={isChosen(option)}
            required={single && question.required}
            aria-invalid={!single && invalid ? true : undefined}
            onChange={() => choose(option)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
