import { largestFile } from '../largest-file.ts'
import { UsageError } from './fail-command.ts'
import { readText } from './read-text.ts'

/** What a JSON file of a playbook or roster holds. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readText(file)
  if (Buffer.byteLength(text) > largestFile) throw new UsageError(`${file} is larger than 5 MB, which is the most a playbook or roster may have.`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UsageError(`${file} is not valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`, { cause })
  }
}
