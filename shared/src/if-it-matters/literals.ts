import { type Comparison, type Condition, normalise } from '../condition.ts'
import { isKnownInBrowser } from '../verify/browser-facts.ts'
import type { FactSpace } from '../verify/fact-space.ts'
import { always, never } from '../verify/multi-diagram.ts'
import type { FormSpaces } from './form-spaces.ts'
import { costOf, negated } from './tidy-condition.ts'

/** One variable of a fact: what comparisons say of each of its values. */
export interface Literals {
  variable: number
  values: number
  atoms: readonly Atom[]
}

interface Atom {
  comparison: Comparison
  /** Value by value. */
  verdicts: readonly boolean[]
}

/** A condition over one variable, and the values it holds for. */
export interface Written {
  condition: Condition
  values: ReadonlySet<number>
}

/** What can be written about everything that is known before a question, by variable. */
export function readLiterals(formSpaces: FormSpaces, earlier: readonly string[]): Map<number, Literals> {
  const found = new Map<number, Literals>()
  for (const [fact, space] of formSpaces.spaces) {
    if (!earlier.includes(fact) && !isKnownInBrowser(fact)) continue
    const comparisons = comparisonsOf(formSpaces, fact)
    for (const variable of formSpaces.variables.get(fact) ?? []) {
      const values = formSpaces.sizes.get(variable) as number // it was counted when made
      found.set(variable, { variable, values, atoms: comparisons.flatMap(comparison => readAtom(formSpaces, space, variable, values, comparison)) })
    }
  }
  return found
}

function comparisonsOf({ form, compared }: FormSpaces, fact: string): Comparison[] {
  const comparisons: Comparison[] = [{ fact, op: 'known' }, ...(compared.get(fact) ?? [])]
  const question = form.questions.find(({ id }) => `answers.${id}` === fact)
  if (question?.kind !== 'choices') return comparisons
  // Options that nothing is compared with are one variable together.
  const told = new Set((compared.get(fact) ?? []).flatMap(({ value }) => [value].flat()).map(value => normalise(String(value))))
  const options = question.options.map(({ id }) => id)
  const others = options.filter(id => !told.has(normalise(id)))
  return [
    ...comparisons,
    ...options.filter(id => told.has(normalise(id))).map((value): Comparison => ({ fact, op: 'includes', value })),
    ...(others.length > 0 ? [{ fact, op: 'includesAny' as const, value: others }] : []),
  ]
}

/** What a comparison says of each value of one variable; nothing where it looks at others too, or says the same of all. */
function readAtom({ diagrams }: FormSpaces, space: FactSpace, variable: number, values: number, comparison: Comparison): Atom[] {
  const diagram = space.compare(comparison)
  if (diagram === always || diagram === never) return []
  const each = Array.from({ length: values }, (_, value) => value)
  const verdicts = each.map(
    value =>
      diagrams.and(
        diagram,
        diagrams.byValue(
          variable,
          each.map(one => one === value),
        ),
      ) !== never,
  )
  return diagrams.byValue(variable, verdicts) === diagram ? [{ comparison, verdicts }] : []
}

/** The shortest condition found that holds for all of `must` and for nothing outside `may`. */
export function writeLiteral(literals: Literals, must: ReadonlySet<number>, may: ReadonlySet<number>): Written | null {
  const fits = ({ values }: Written) => [...must].every(value => values.has(value)) && [...values].every(value => may.has(value))
  const candidates = candidatesFor(literals, must, may).filter(fits)
  return candidates.reduce<Written | null>((best, one) => (best && costOf(best.condition) <= costOf(one.condition) ? best : one), null)
}

function candidatesFor(literals: Literals, must: ReadonlySet<number>, may: ReadonlySet<number>): Written[] {
  const each = Array.from({ length: literals.values }, (_, value) => value)
  const plain = literals.atoms.map(atomWritten)
  const opposite = (written: Written): Written => ({ condition: negated(written.condition), values: new Set(each.filter(value => !written.values.has(value))) })
  const listed = named(literals, [...must])
  const spared = named(
    literals,
    each.filter(value => !may.has(value)),
  )
  const spareable = named(
    literals,
    each.filter(value => value !== 0 && !may.has(value)),
  )
  const known = plain.find(({ condition }) => 'op' in condition && condition.op === 'known')
  const both = (a: Written, b: Written): Written => ({
    condition: { all: [a.condition, b.condition] },
    values: new Set([...a.values].filter(value => b.values.has(value))),
  })
  const orders = plain.filter(({ condition }) => 'op' in condition && ['atLeast', 'above', 'atMost', 'below'].includes(condition.op))
  return [
    ...(listed ? [listed] : []),
    ...plain,
    ...(spared ? [opposite(spared)] : []),
    ...plain.map(opposite),
    ...(known && spareable ? [both(known, opposite(spareable))] : []),
    ...orders.flatMap(a => orders.map(b => both(a, b))),
    ...pieceByPiece(literals, must, may),
  ]
}

function atomWritten({ comparison, verdicts }: Atom): Written {
  return { condition: comparison, values: new Set(verdicts.flatMap((holds, value) => (holds ? [value] : []))) }
}

/** “is one of these”, where each of these has a name. */
function named({ atoms }: Literals, values: readonly number[]): Written | null {
  const sorted = [...values].sort((a, b) => a - b)
  const names = sorted.map(value =>
    atoms.find(({ comparison, verdicts }) => comparison.op === 'is' && verdicts[value] && verdicts.filter(Boolean).length === 1),
  )
  const [first] = names
  if (!first || names.some(name => !name)) return null
  const { fact } = first.comparison
  const list = names.map(name => name?.comparison.value as string | number | boolean) // of “is”
  const condition: Comparison = list.length === 1 ? first.comparison : { fact, op: 'in', value: list as string[] | number[] } // of one type: of one fact
  return { condition, values: new Set(values) }
}

/** For each value still open, all that can be said of it and is needed to leave out what may not be. Always succeeds. */
function pieceByPiece(literals: Literals, must: ReadonlySet<number>, may: ReadonlySet<number>): Written[] {
  const each = Array.from({ length: literals.values }, (_, value) => value)
  const pieces: Written[] = []
  for (const value of must) {
    if (pieces.some(({ values }) => values.has(value))) continue
    let said = literals.atoms.map(({ comparison, verdicts }) => ({
      condition: verdicts[value] ? comparison : negated(comparison),
      holds: (one: number) => verdicts[one] === verdicts[value],
    }))
    const held = (parts: typeof said) => each.filter(one => parts.every(({ holds }) => holds(one)))
    for (const part of [...said].reverse()) {
      const without = said.filter(one => one !== part)
      if (held(without).every(one => may.has(one))) said = without
    }
    const [only] = said
    pieces.push({ condition: said.length === 1 && only ? only.condition : { all: said.map(({ condition }) => condition) }, values: new Set(held(said)) })
  }
  return [{ condition: { any: pieces.map(({ condition }) => condition) }, values: new Set(pieces.flatMap(({ values }) => [...values])) }]
}
