import { z } from 'zod'
import { type Erasure, listErasures } from '../db/erasures.ts'
import type { Wanted } from '../db/find-subject.ts'
import { erase, nameSecret } from '../erase.ts'
import { loadSecret } from '../load-secret.ts'
import { replayErasures } from '../replay-erasures.ts'
import { nobody, refuseUnreadable } from './export.ts'
import { print, UsageError } from './fail-command.ts'
import { readJson } from './read-json.ts'
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

const kept = z.array(z.object({ hash: z.string(), secretId: z.string(), erasedAt: z.iso.datetime().transform(at => new Date(at)) }))

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

async function readKept(file: string): Promise<Erasure[]> {
  const read = kept.safeParse(await readJson(file))
  if (!read.success) throw new UsageError(`${file} is not a list of erasures. Write the file that baton erase --list printed.`)
  return read.data
}
