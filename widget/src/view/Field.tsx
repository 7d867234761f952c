import type { Question } from '@baton/shared/form'
import { countriesIn } from '../countries.ts'
import type { FieldProps } from './QuestionView.tsx'

/** One control for an answer that is typed or picked from the browser's own list. */
export function Field({ question, screen, id, describedBy, invalid }: FieldProps) {
  const { model, entered } = screen
  const common = {
    id,
    part: 'input',
    class: 'input',
    name: question.id,
    value: String(entered[question.id] ?? ''),
    required: question.required,
    placeholder: 'placeholder' in question ? question.placeholder : undefined,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    autocomplete: autocompleteOf(question),
    onBlur: () => model.leave(question),
    onInput: (event: Event) => model.enter(question, (event.currentTarget as HTMLInputElement).value), // each control below has a text value
  }
  if (question.kind === 'longText') return <textarea rows={4} {...common} />
  if (question.kind === 'country') {
    return (
      <select {...common}>
        <option value="">{model.parts.text.choose}</option>
        {countriesIn(screen.reading.locale).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    )
  }
  if (question.kind === 'date') return <input type="date" min={question.min} max={question.max} {...common} />
  return <input type={inputTypes[question.kind] ?? 'text'} inputMode={inputModeOf(question)} {...common} />
}

const inputTypes: Partial<Record<Question['kind'], string>> = { email: 'email', phone: 'tel', url: 'url' }

/** A number is typed as text: a number field swallows what is no number, and turns with the mouse wheel. */
function inputModeOf(question: Question): 'numeric' | 'decimal' | undefined {
  if (question.kind !== 'number' || (question.min ?? 0) < 0) return undefined // phones show no minus on their number keys
  return (question.step ?? 1) % 1 === 0 ? 'numeric' : 'decimal'
}

const autocompleteByKind: Partial<Record<Question['kind'], string>> = { email: 'email', phone: 'tel', url: 'url', country: 'country' }
/** What people call these questions, in small letters. */
const autocompleteById: Readonly<Record<string, string>> = {
  name: 'name',
  fullname: 'name',
  firstname: 'given-name',
  lastname: 'family-name',
  company: 'organization',
  jobtitle: 'organization-title',
  city: 'address-level2',
  postalcode: 'postal-code',
}

function autocompleteOf({ id, kind }: Question): string | undefined {
  const key = id.toLowerCase()
  return autocompleteByKind[kind] ?? (kind === 'text' && Object.hasOwn(autocompleteById, key) ? autocompleteById[key] : undefined)
}
