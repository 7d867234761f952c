import { sql } from 'drizzle-orm'
import type { Database } from './connect.ts'

/**
 * A transaction that gives its connection back: a lock is waited for 2 s, a statement runs 3 s, a client that went away is forgotten
 * after 5 s. Without these ten stuck transactions hold all ten connections, and the whole server answers 503. Set for the transaction
 * only, which is what a PgBouncer in transaction mode allows; the statement goes out together with the first one of `work`.
 */
export async function inTransaction<Result>(db: Database, work: (tx: Database) => Promise<Result>): Promise<Result> {
  return db.transaction(async tx => {
    // A statement of Drizzle's goes out when its result is asked for: `then` sends this one before anything that can wait.
    const limited = tx.execute(limits).then(() => undefined)
    limited.catch(() => undefined) // the work's own error says more, and fails the transaction just the same
    const result = await work(tx)
    await limited
    return result
  })
}

const limits = sql`select set_config('lock_timeout', '2000', true), set_config('statement_timeout', '3000', true), set_config('idle_in_transaction_session_timeout', '5000', true)`
