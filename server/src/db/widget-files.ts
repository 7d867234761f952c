import { eq } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { widgetFiles } from './schema-deliveries.ts'

/** Keeps code under a name that says its content: what was kept once stays as it is. */
export async function keepWidgetFile(db: Pick<Database, 'insert'>, name: string, code: string): Promise<void> {
  await db.insert(widgetFiles).values({ name, code }).onConflictDoNothing()
}

export async function loadWidgetFile(db: Pick<Database, 'select'>, name: string): Promise<string | null> {
  const [row] = await db.select({ code: widgetFiles.code }).from(widgetFiles).where(eq(widgetFiles.name, name))
  return row?.code ?? null
}
