import { and, desc, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { leads } from './schema.ts'

export interface LeadState {
  id: string
  /** The rep of the latest assignment. */
  owner: string | null
  /** Submissions before this one. */
  earlierSubmissions: number
  /** Those in the window of a day that is open for this address, this one included. */
  recentSubmissions: number
}

export interface NewLead {
  workspaceId: string
  id: string
  email: string | null
  domain: string | null
  name: string | null
  submittedAt: Date
}

const windowHours = 24

/**
 * The lead behind an e-mail address, made if it is new, and its row locked until the transaction ends: two submissions of one
 * person are handled one after the other, so the second sees whom the first was given to.
 */
export async function saveLead(tx: Database, lead: NewLead): Promise<LeadState> {
  const [row] = await tx
    .insert(leads)
    .values({ ...lead, submissionCount: 1, createdAt: lead.submittedAt, recentSince: lead.submittedAt, recentCount: 1 })
    .onConflictDoUpdate({
      target: [leads.workspaceId, leads.email],
      set: {
        submissionCount: sql`${leads.submissionCount} + 1`,
        recentSince: sql`case when ${windowIsOver} then excluded.recent_since else ${leads.recentSince} end`,
        recentCount: sql`case when ${windowIsOver} then 1 else ${leads.recentCount} + 1 end`,
        submittedAt: lead.submittedAt,
        name: sql`coalesce(excluded.name, ${leads.name})`,
      },
    })
    .returning({ id: leads.id, owner: leads.owner, count: leads.submissionCount, recent: leads.recentCount })
  if (!row) throw new Error('An upsert returns its row.')
  return { id: row.id, owner: row.owner, earlierSubmissions: row.count - 1, recentSubmissions: row.recent }
}

const windowIsOver = sql`${leads.recentSince} <= excluded.recent_since - make_interval(hours => ${sql.raw(String(windowHours))})`

/**
 * The same for a test: a lead of its own without an address, so that the one behind the address stays as it is. What is known of that
 * one goes into the decision.
 */
export async function saveTestLead(tx: Database, { email, name, ...lead }: NewLead): Promise<LeadState> {
  const { workspaceId, submittedAt } = lead
  const [known] = await tx
    .select({ owner: leads.owner, count: leads.submissionCount })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), email === null ? sql`false` : eq(leads.email, email)))
  const blank = { email: null, domain: null, submissionCount: 1, recentCount: 1, recentSince: submittedAt, createdAt: submittedAt }
  await tx.insert(leads).values({ ...lead, ...blank, name: name ?? email, test: true })
  return { id: lead.id, owner: known?.owner ?? null, earlierSubmissions: known?.count ?? 0, recentSubmissions: 1 }
}

/** The rep of the latest assigned lead with the same registrable domain; never asked for free mail. */
export async function findColleagueOwner(tx: Database, workspaceId: string, domain: string | null, leadId: string): Promise<string | null> {
  if (domain === null) return null
  const [row] = await tx
    .select({ owner: leads.owner })
    .from(leads)
    .where(and(eq(leads.workspaceId, workspaceId), eq(leads.domain, domain), ne(leads.id, leadId), isNotNull(leads.owner)))
    .orderBy(desc(leads.ownedAt))
    .limit(1)
  return row?.owner ?? null
}
