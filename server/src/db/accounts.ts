import type { Account } from '@baton/shared/facts'
import { sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { accounts } from './schema.ts'

/** Rows of one statement: the protocol counts its parameters in 16 bits, and a row has eight. */
const batch = 1000

/** Adds accounts, and brings those already known up to date: all of them or none. */
export async function saveAccounts(db: Database, workspaceId: string, list: readonly Account[]): Promise<void> {
  await db.transaction(async tx => {
    for (let from = 0; from < list.length; from += batch) await saveBatch(tx, workspaceId, list.slice(from, from + batch))
  })
}

async function saveBatch(tx: Database, workspaceId: string, list: readonly Account[]): Promise<void> {
  const fresh = (name: string) => sql.raw(`excluded.${name}`)
  await tx
    .insert(accounts)
    .values(list.map(account => ({ workspaceId, ...account })))
    .onConflictDoUpdate({
      target: [accounts.workspaceId, accounts.domain],
      set: {
        name: fresh('name'),
        employees: fresh('employees'),
        industry: fresh('industry'),
        country: fresh('country'),
        owner: fresh('owner'),
        tier: fresh('tier'),
      },
    })
}
