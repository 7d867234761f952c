import type { Question } from '@baton/shared/form'
import type { FieldProps } from './QuestionView.tsx'

/** One control for an answer that is typed, ticked, or picked from the browser's own list. */
export function Field({ view, question, id, describedBy, invalid }: FieldProps) {
  const { kind } = question
  const answer = view.entered[question.id]
  const type = types[kind]
  const consent = kind === 'consent'
  const enter = ({ currentTarget }: Event) => {
    const control = currentTarget as HTMLInputElement // each control below has a text value
    view.enter(question, consent ? control.checked : control.value)
  }
  const props = {
    id,
    part: consent ? undefined : 'input',
    class: consent ? undefined : 'input',
    name: question.id,
    required: question.required,
    placeholder: 'placeholder' in question ? question.placeholder : undefined,
    autocomplete: kind === 'country' ? kind : (type ?? autocompleteOf(question.id)),
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    onBlur: () => view.leave(question),
    onInput: enter,
  }
  if (consent) return <input type="checkbox" {...props} checked={!!answer} />
  const value = String(answer ?? '')
  if (kind === 'longText') return <textarea rows={4} {...props} onKeyDown={goOn} value={value} />
  if (kind === 'date') return <input type="date" min={question.min} max={question.max} {...props} value={value} />
  // Preact's types name each input type apart; none of ours has properties of its own.
  if (kind !== 'country') return <input type={(type ?? 'text') as 'text'} inputMode={inputModeOf(question)} {...props} value={value} />
  return (
    <select {...props} value={value}>
      <option value="">{view.text.choose}</option>
      {view.later?.countries().map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  )
}

/** Enter writes a new line here: with Ctrl or Cmd it goes on. */
function goOn({ key, ctrlKey, metaKey, currentTarget }: KeyboardEvent): void {
  if (key === 'Enter' && (ctrlKey || metaKey)) (currentTarget as HTMLTextAreaElement).form?.requestSubmit() // the one above
}

/** Kinds with an input type of their own, which is also the name browsers autocomplete them by. */
const types: Partial<Record<Question['kind'], 'email' | 'tel' | 'url'>> = { email: 'email', phone: 'tel', url: 'url' }

/** What browsers call the questions people ask. */
function autocompleteOf(id: string): string | undefined {
  return { name: 'name', firstname: 'given-name', lastname: 'family-name', company: 'organization', postalcode: 'postal-code' }[id.toLowerCase()]
}

/** A number is typed as text: a number field swallows what is no number, and turns with the mouse wheel. */
function inputModeOf(question: Question): 'numeric' | 'decimal' | undefined {
  if (question.kind !== 'number' || (question.min ?? 0) < 0) return undefined // phones show no minus on their number keys
  return (question.step ?? 1) % 1 ? 'decimal' : 'numeric'
}
