import { largestFile } from '../largest-file.ts'
import { UsageError } from './fail-command.ts'
import { findUnstorable, lineAt } from './json-lines.ts'
import { readText } from './read-text.ts'

/** What a JSON file of a playbook or roster holds. */
export async function readJson(file: string): Promise<unknown> {
  return parseJson(file, await readText(file))
}

/** A file's JSON, if all of it can be stored. */
export function parseJson(file: string, text: string): unknown {
  if (Buffer.byteLength(text) > largestFile) throw new UsageError(`${file} is larger than 5 MB, which is the most a playbook or roster may have.`)
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new UsageError(`${file} is not valid JSON: there is a NUL on line ${lineAt(text, nul)}. Save it as text in UTF-8.`)
  const parsed = parse(file, text)
  const unstorable = findUnstorable(text)
  if (unstorable !== null) throw new UsageError(`${file} holds what cannot be stored: on line ${unstorable} there is NUL, or half of a surrogate pair.`)
  return parsed
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}
