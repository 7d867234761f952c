import { eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { secrets } from './schema.ts'

/** The secret of this name that all processes on the database share: the first one kept wins. */
export async function keepSecret(db: Database, name: string, fresh: string): Promise<string> {
  await db.insert(secrets).values({ name, value: fresh }).onConflictDoNothing()
  const [row] = await db.select({ value: secrets.value }).from(secrets).where(eq(secrets.name, name))
  if (!row) throw new Error('What was kept is there.')
  return row.value
}
