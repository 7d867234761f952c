import type { Database } from './db/connect.ts'
import { type ErasedRows, eraseSubject } from './db/erase-subject.ts'
import { type Erasure, saveErasures } from './db/erasures.ts'
import { inTransaction } from './db/in-transaction.ts'
import { type Held, readHeld } from './db/read-held.ts'
import { awaitChain } from './db/seals.ts'
import { hashSubject } from './erase.ts'

const pageSize = 500

/**
 * Erases again whom these hashes name, in a database that was restored from before: what came in until they were erased, for what they
 * sent later is not meant. Keeps the hashes. Reads every lead, some hundred at a time.
 */
export async function replayErasures(
  db: Database,
  { workspaceId, secrets, erasures }: { workspaceId: string; secrets: readonly string[]; erasures: readonly Erasure[] },
): Promise<ErasedRows> {
  const erasedAt = new Map(erasures.map(erasure => [erasure.hash, erasure.erasedAt]))
  const isErased = ({ name, since }: Held) =>
    secrets.some(secret => (erasedAt.get(hashSubject(secret, workspaceId, name))?.getTime() ?? Number.NEGATIVE_INFINITY) >= since.getTime())
  const total: ErasedRows = { leads: 0, submissions: 0, decisions: 0, deliveries: 0, drafts: 0 }
  for await (const page of readHeld(db, workspaceId, pageSize)) {
    for (const { name: _, since: __, ...subject } of page.filter(isErased)) {
      const rows = await inTransaction(db, async tx => {
        await awaitChain(tx, workspaceId)
        return eraseSubject(tx, workspaceId, subject)
      })
      for (const kind of ['leads', 'submissions', 'decisions', 'deliveries', 'drafts'] as const) total[kind] += rows[kind]
    }
  }
  await saveErasures(db, workspaceId, erasures)
  return total
}
