import type { Database } from './db/connect.ts'
import { type ErasedRows, eraseSubject } from './db/erase-subject.ts'
import { type Erasure, saveErasures } from './db/erasures.ts'
import { findSubject, type Wanted } from './db/find-subject.ts'
import { inTransaction } from './db/in-transaction.ts'
import { awaitChain } from './db/seals.ts'
import { keyedHash } from './keyed-hash.ts'

export interface Erased extends ErasedRows {
  /** To be kept elsewhere: with it a backup forgets them again. Names nobody without BATON_SECRET. */
  erasure: Erasure
}

/** Erases somebody, in one transaction with the note that they were. Null when nothing is held of them. */
export function erase(db: Database, asked: { workspaceId: string; wanted: Wanted; secret: string; at: Date }): Promise<Erased | null> {
  const { workspaceId, wanted, secret, at } = asked
  return inTransaction(db, async tx => {
    await awaitChain(tx, workspaceId)
    const subject = await findSubject(tx, workspaceId, wanted, { lock: true })
    if (!subject) return null
    const rows = await eraseSubject(tx, workspaceId, subject)
    const name = subject.address ?? subject.leadIds[0] ?? ''
    const erasure = { hash: hashSubject(secret, workspaceId, name), secretId: nameSecret(secret), erasedAt: at }
    await saveErasures(tx, workspaceId, [erasure])
    return { ...rows, erasure }
  })
}

/** Somebody who was erased, by their address or, where they gave none, by their lead's id. */
export function hashSubject(secret: string, workspaceId: string, name: string): string {
  return keyedHash(secret, 'erasure', [workspaceId, name])
}

/** Tells secrets apart, and nothing of them. */
export function nameSecret(secret: string): string {
  return keyedHash(secret, 'secret-id', []).slice(0, 8)
}
