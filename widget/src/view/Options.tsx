import type { Option } from '@baton/shared/form'
import type { ComponentChildren } from 'preact'
import type { FieldProps } from './QuestionView.tsx'

interface OptionsProps extends FieldProps {
  options: Option[]
  legend: ComponentChildren
  hint: ComponentChildren
}

/** Radio or checkbox cards: native inputs, so that arrows, space and Tab do what they do everywhere. */
export function Options({ view, question, id, describedBy, invalid, options, legend, hint }: OptionsProps) {
  const single = question.kind === 'choice'
  const answer = view.entered[question.id] ?? []
  const isChosen = (option: Option) => (Array.isArray(answer) ? answer.includes(option.id) : answer === option.id)
  const choose = (option: Option) => {
    // In the order of the options, not of the presses.
    const chosen = options.filter(other => (other === option) !== isChosen(other)).map(other => other.id)
    view.enter(question, single ? option.id : chosen)
    view.leave(question)
  }
  const pick = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
    const option = options[+key - 1]
    if (option && !(ctrlKey || metaKey || altKey)) choose(option)
  }
  const group = single && { role: 'radiogroup' as const, 'aria-invalid': invalid, 'aria-required': question.required }
  return (
    <fieldset aria-describedby={describedBy} onKeyDown={pick} {...group}>
      <legend part="label">{legend}</legend>
      {hint}
      {options.map(option => (
        <label key={option.id} part="option" class="option">
          <input
            type={single ? 'radio' : 'checkbox'}
            name={id}
            checked={isChosen(option)}
            aria-invalid={single ? undefined : invalid}
            onChange={() => choose(option)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
