import { eq } from 'drizzle-orm'
import type { Template } from '../filled-template.ts'
import type { Database } from './connect.ts'
import { mailTemplates } from './schema-deliveries.ts'

/** Keeps what this version fills, for those who send it when this version is gone. */
export async function keepTemplates(db: Database, templates: readonly Template[]): Promise<void> {
  await db
    .insert(mailTemplates)
    .values(templates.map(({ hash, text }) => ({ hash, text })))
    .onConflictDoNothing()
}

export async function loadTemplate(db: Database, hash: string): Promise<string> {
  const [row] = await db.select({ text: mailTemplates.text }).from(mailTemplates).where(eq(mailTemplates.hash, hash))
  if (!row) throw new Error('A template that mails were made of is kept.')
  return row.text
}
