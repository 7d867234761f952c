import { normalise } from '../condition.ts'
import { type Fields, fieldsOf, listOf, textOf } from './unknown.ts'

/** One thing Typeform shows, in order: a question, or something without an answer. Groups are opened: their parts share a step. */
export interface Leaf {
  field: Fields
  path: string
  /** The id its question has in Baton. */
  id: string
  step: number
  /** What logic may call it by: its own ref; on the first and last of a group, the group's too. */
  startsFor: string[]
  endsFor: string[]
}

export function listLeaves(fields: readonly unknown[]): Leaf[] {
  const taken = new Set<string>()
  return fields.flatMap((value, index) => openGroup(fieldsOf(value), `/fields/${index}`, index, taken))
}

function openGroup(field: Fields, path: string, step: number, taken: Set<string>): Leaf[] {
  if (field.type === 'thankyou_screen') return [] // listed among the screens too
  const ref = textOf(field.ref)
  const parts = listOf(fieldsOf(field.properties).fields)
  if (parts.length === 0) return [{ field, path, id: freeId(field, taken), step, startsFor: [ref], endsFor: [ref] }]
  const leaves = parts.flatMap((part, index) => openGroup(fieldsOf(part), `${path}/properties/fields/${index}`, step, taken))
  leaves[0]?.startsFor.push(ref)
  leaves.at(-1)?.endsFor.push(ref)
  return leaves
}

/** The ref where it can be an id in Baton, else Typeform's own id, else the next free number. */
function freeId(field: Fields, taken: Set<string>): string {
  const fits = (id: string) => /^[^\s.]{1,64}$/.test(id) && id !== '__proto__' && !taken.has(normalise(id))
  const wanted = [textOf(field.ref), textOf(field.id)].find(fits)
  let number = taken.size + 1
  while (!wanted && !fits(`q${number}`)) number++
  const id = wanted ?? `q${number}`
  taken.add(normalise(id))
  return id
}
