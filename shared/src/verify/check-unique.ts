import { normalise } from '../condition.ts'
import { type DocumentError, pointer } from './findings.ts'

/** Ids are unique as text compares: after trim, NFC and lower case. */
export function checkUnique(
  list: readonly { id: string }[],
  place: readonly PropertyKey[],
  { document = 'playbook', key = 'id' }: { document?: DocumentError['document'] /** Where the id stands. */; key?: string } = {},
): DocumentError[] {
  const seen = new Set<string>()
  return list.flatMap(({ id }, index) => {
    const name = normalise(id)
    if (seen.has(name)) return [{ document, path: pointer([...place, index, key]), message: `“${id}” is already the id of another.`, nearest: null }]
    seen.add(name)
    return []
  })
}
