/** How Typeform itself goes through a form: an independent, literal reading of its logic, to hold the converter against. */

export interface Definition {
  fields: { ref: string; type: string; properties?: { choices?: { ref: string }[]; allow_multiple_selection?: boolean } }[]
  hidden?: string[]
  logic?: { ref: string; actions: { action: string; details: { to: { type: string; value: string } }; condition: Test }[] }[]
}
interface Test {
  op: string
  vars: unknown[]
}
interface Variable {
  type: string
  value: unknown
}

/** What somebody would answer if they were asked: by ref; absent means they skip it. */
export type Intended = Record<string, unknown>

/** The refs of everything shown, in order. Jumps back end the walk: they are never converted. */
export function walk({ fields, logic = [] }: Definition, intended: Intended, hidden: Record<string, string> = {}): string[] {
  const shown: string[] = []
  // To pass over a consent is not to give it.
  const declined = Object.fromEntries(fields.filter(({ type }) => type === 'legal').map(({ ref }) => [ref, false]))
  let at = 0
  while (at < fields.length) {
    const { ref } = fields[at] as Definition['fields'][number] // within its length
    shown.push(ref)
    const given = Object.fromEntries(Object.entries({ ...declined, ...intended }).filter(([name]) => shown.includes(name)))
    const action = logic.find(one => one.ref === ref)?.actions.find(({ condition }) => isTrue(condition, given, hidden))
    if (!action) at++
    else if (action.details.to.type === 'thankyou') break
    else {
      const next = fields.findIndex(field => field.ref === action.details.to.value)
      if (next <= at) break
      at = next
    }
  }
  return shown
}

function isTrue({ op, vars }: Test, given: Intended, hidden: Record<string, string>): boolean {
  if (op === 'always') return true
  if (op === 'and') return vars.every(part => isTrue(part as Test, given, hidden))
  if (op === 'or') return vars.some(part => isTrue(part as Test, given, hidden))
  const [subject, { value }] = vars as [Variable, Variable]
  const actual = subject.type === 'hidden' ? hidden[String(subject.value)] : given[String(subject.value)]
  if (op === 'is_not' || op === 'not_equal') return actual !== value
  if (actual === undefined) return false
  if (op === 'is' || op === 'equal') return Array.isArray(actual) ? actual.includes(value) : actual === value
  if (op === 'greater_than') return Number(actual) > Number(value)
  if (op === 'lower_equal_than') return Number(actual) <= Number(value)
  throw new Error(`The walk does not know “${op}”.`)
}
