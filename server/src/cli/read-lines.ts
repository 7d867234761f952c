import type { ReadStream } from 'node:fs'
import { UsageError } from './fail-command.ts'

/**
 * The lines of a file, one at a time, whatever its length. Not `node:readline`: that one also ends a line at U+2028, which may stand
 * in the text of a JSON string.
 */
export async function* readLines(stream: ReadStream, file: string): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines.map(withoutMark)
    }
  } catch (cause) {
    throw new UsageError(`${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown'}.`, { cause })
  }
  if (rest !== '') yield withoutMark(rest)
}

/** Some editors begin a file with a byte order mark, which JSON does not know. */
function withoutMark(line: string): string {
  return line.startsWith('\uFEFF') ? line.slice(1) : line
}
