import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { nothingCarried } from '@baton/shared/decide-in-order'
import { decideLine, openLineDesk } from '@baton/shared/decide-line'
import { readDocuments } from './read-documents.ts'
import { readLines } from './read-lines.ts'
import { readMoment } from './read-moment.ts'

export interface DecideWords {
  playbook: string
  roster: string
  leads: string
  /** The moment of leads without one; null: they have to tell it. */
  at: string | null
  explain: boolean
}

/** `baton decide`: who would get each of these leads, one after the other, and why. Needs no database and changes nothing. */
export async function decide(words: DecideWords): Promise<number> {
  const standardAt = readAt(words.at)
  const desk = openLineDesk(await readDocuments(words.playbook, words.roster), { standardAt, explain: words.explain })
  process.stdout.on('error', leaveWithReader)
  let carried = nothingCarried
  let badLines = 0
  for await (const line of readLines(createReadStream(words.leads), words.leads)) {
    if (line.trim() === '') continue
    const { written, after } = decideLine(desk, carried, line)
    carried = after
    if ('error' in written) badLines++
    // Whoever reads sets the pace: no more than one line waits for them.
    if (!process.stdout.write(`${JSON.stringify(written)}\n`)) await once(process.stdout, 'drain')
  }
  return badLines === 0 ? 0 : 1
}

/** Somebody who has read enough closes the pipe, as `head` does: nothing has gone wrong. */
function leaveWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}

export function readAt(at: string | null): Date | null {
  return readMoment('--at', at)
}
