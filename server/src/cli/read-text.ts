import { readFile } from 'node:fs/promises'
import { UsageError } from './fail-command.ts'

export async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new UsageError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`, { cause })
  })
  return text.replace(/^\uFEFF/, '') // some editors put a mark of the encoding first
}
