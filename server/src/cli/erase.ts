import { z } from 'zod'
import { type Erasure, listErasures } from '../db/erasures.ts'
import type { Wanted } from '../db/find-subject.ts'
import { erase, nameSecret } from '../erase.ts'
import { loadSecret } from '../load-secret.ts'
import { replayErasures } from '../replay-erasures.ts'
import { nobody, refuseUnreadable } from './export.ts'
import { print, UsageError } from './fail-command.ts'
import { lineOf } from './json-lines.ts'
import { parseJson } from './read-json.ts'
import { readText } from './read-text.ts'
import { type Settings, withWorkspace } from './with-workspace.ts'

/** `baton erase`: takes everything about somebody out, and prints the hash with which a backup forgets them again. */
export async function eraseWanted(settings: Settings, wanted: Wanted): Promise<number> {
  refuseUnreadable(wanted)
  const erased = await withWorkspace(settings, async (db, workspaceId) =>
    erase(db, { workspaceId, wanted, secret: await loadSecret(settings, db), at: new Date() }),
  )
  if (!erased) throw nobody(wanted)
  print(erased)
  return 0
}

/** `baton erase --list`: what `--replay` takes. */
export async function listErased(settings: Settings): Promise<number> {
  print(await withWorkspace(settings, listErasures))
  return 0
}

const moment = 'erasedAt is not a moment in UTC, such as 2026-11-23T10:00:00.000Z'
const kept = z.array(
  z.object(
    {
      hash: z.string('hash is missing').regex(/^[\w-]{43}$/, 'hash is not 43 letters, digits, - and _'),
      secretId: z.string('secretId is missing').regex(/^[\w-]{8}$/, 'secretId is not 8 letters, digits, - and _'),
      erasedAt: z.iso
        .datetime(moment)
        .transform(at => new Date(at))
        .refine(at => at.getTime() > 0, moment),
    },
    'an erasure is {"hash", "secretId", "erasedAt"}',
  ),
  'it is a list, in brackets',
)

/** `baton erase --replay`: ends with 1 where some hashes were made with a secret that is not at hand. */
export async function replayErased(settings: Settings, file: string | null): Promise<number> {
  const list = file === null ? null : await readKept(file)
  const replayed = await withWorkspace(settings, async (db, workspaceId) => {
    const secrets = [await loadSecret(settings, db), ...(settings.previousSecret === null ? [] : [settings.previousSecret])]
    const erasures = list ?? (await listErasures(db, workspaceId))
    const unreadable = erasures.filter(({ secretId }) => !secrets.some(secret => nameSecret(secret) === secretId)).length
    return { ...(await replayErasures(db, { workspaceId, secrets, erasures })), unreadable }
  })
  print(replayed)
  return replayed.unreadable === 0 ? 0 : 1
}

/** Lists are kept beside backups, and may have been put together: of one person the latest time counts. */
function latestOf(list: readonly Erasure[]): Erasure[] {
  const ordered = list.toSorted((one, other) => one.erasedAt.getTime() - other.erasedAt.getTime())
  return [...new Map(ordered.map(erasure => [erasure.hash, erasure])).values()]
}

async function readKept(file: string): Promise<Erasure[]> {
  const text = await readText(file)
  const read = kept.safeParse(parseJson(file, text))
  if (read.success) return latestOf(read.data)
  const [{ path, message }] = read.error.issues as [z.core.$ZodIssue] // a failure has one at least
  throw new UsageError(`${file} is not a list of erasures: line ${lineOf(text, path)}, ${message}. Write the file that baton erase --list printed.`)
}
