import { readFile } from 'node:fs/promises'
import { UsageError } from './fail-command.ts'

export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(cause => {
    throw new UsageError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`, { cause })
  })
}
