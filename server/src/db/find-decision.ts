import { own } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import type { DecisionRecord } from '@baton/shared/decision-record'
import { type Load, localDay } from '@baton/shared/eligibility'
import type { Roster } from '@baton/shared/roster'
import { type Credits, noCredits, post } from '@baton/shared/rotation'
import type { DecidedWith, EarlierTurn } from '@baton/shared/why-not/edits'
import { and, asc, desc, eq, isNotNull, lt, or } from 'drizzle-orm'
import type { Database } from './connect.ts'
import { createDocuments } from './documents.ts'
import { assignments, creditEntries, decisions, leads } from './schema.ts'

/**
 * A stored decision by its lead (the latest) or its submission, with what it was taken with: playbook, roster, facts and loads as they
 * were recorded; credits, turns and loads that the record does not hold from the ledger and the assignments before it. Null where
 * there is none. Throws when it does not come out again.
 */
export async function findDecision(db: Database, workspaceId: string, id: string): Promise<DecidedWith | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null
  const [row] = await db
    .select({ id: decisions.id, playbookVersion: decisions.playbookVersion, record: decisions.record, at: decisions.at })
    .from(decisions)
    .where(and(eq(decisions.workspaceId, workspaceId), or(eq(decisions.leadId, id), eq(decisions.submissionId, id)), isNotNull(decisions.record)))
    .orderBy(desc(decisions.at))
    .limit(1)
  if (!row?.record) return null
  const { record, at } = row
  const documents = createDocuments(() => db)
  const [playbook, roster] = await Promise.all([documents.loadPlaybook(workspaceId, row.playbookVersion), documents.loadRoster(workspaceId, record.rosterHash)])
  const { territory: _, 'score.points': __, 'score.grade': ___, ...facts } = record.decision.facts
  const earlier = await loadEntries(db, workspaceId, { id: row.id, at, record })
  const { credit } = record.decision
  const credits = { ...creditsAfter(earlier), ...(credit && { [credit.pool]: credit.before }) }
  const loads = { ...(await loadLoadsBefore(db, workspaceId, roster, at)), ...record.loads }
  const decided: DecidedWith = { playbook, roster, facts, credits, loads, turns: latestOfEachLead(standingTurns(earlier)), now: at }
  const again = decideHandoff(decided)
  if (JSON.stringify(outcomeOf(again)) !== JSON.stringify(outcomeOf(record.decision)))
    throw new Error(`The decision ${row.id} does not come out again: ${JSON.stringify(outcomeOf(again))}.`)
  return decided
}

function outcomeOf(decision: { outcome: string; rule: string; destination: number | null; rep?: string }): unknown {
  return [decision.outcome, decision.rule, decision.destination, decision.rep ?? null]
}

/** The latest leads' ids, for whoever mistyped one. */
export async function loadLeadIds(db: Database, workspaceId: string): Promise<string[]> {
  const rows = await db.select({ id: leads.id }).from(leads).where(eq(leads.workspaceId, workspaceId)).orderBy(desc(leads.submittedAt)).limit(1000)
  return rows.map(({ id }) => id)
}

/** An entry of a ledger, with whose turn it is or was. */
interface LedgerEntry extends EarlierTurn {
  position: number
  kind: 'turn' | 'refund'
  undoes: number | null
}

/** The entries of every pool's ledger before a decision, by their moment; in the pool it took a turn in, by their places. */
async function loadEntries(db: Database, workspaceId: string, { id, at, record }: { id: string; at: Date; record: DecisionRecord }): Promise<LedgerEntry[]> {
  const rows = await db
    .select({
      pool: creditEntries.poolId,
      position: creditEntries.position,
      kind: creditEntries.kind,
      undoes: creditEntries.undoes,
      decisionId: creditEntries.decisionId,
      unit: creditEntries.unit,
      moves: creditEntries.moves,
      lead: assignments.leadId,
      rep: assignments.rep,
      at: creditEntries.at,
    })
    .from(creditEntries)
    .innerJoin(assignments, and(eq(assignments.workspaceId, workspaceId), eq(assignments.decisionId, creditEntries.decisionId)))
    .where(eq(creditEntries.workspaceId, workspaceId))
    .orderBy(asc(creditEntries.at), asc(creditEntries.position))
  const place = rows.find(({ decisionId, kind }) => decisionId === id && kind === 'turn')?.position
  const pool = record.decision.credit?.pool
  return rows.filter(row => (row.pool === pool && place !== undefined ? row.position < place : row.at < at)).map(({ decisionId: _, ...entry }) => entry)
}

function creditsAfter(entries: readonly LedgerEntry[]): Record<string, Credits> {
  const credits: Record<string, Credits> = {}
  for (const entry of entries) credits[entry.pool] = post(own(credits, entry.pool) ?? noCredits, entry)
  return credits
}

/** Turns that were not given back: of one that was, nobody has anything. */
function standingTurns(entries: readonly LedgerEntry[]): EarlierTurn[] {
  const place = (pool: string, position: number | null) => JSON.stringify([pool, position])
  const undone = new Set(entries.flatMap(({ kind, pool, undoes }) => (kind === 'refund' ? [place(pool, undoes)] : [])))
  return entries
    .filter(({ kind, pool, position }) => kind === 'turn' && !undone.has(place(pool, position)))
    .map(({ pool, lead, rep, at, unit, moves }) => ({ pool, lead, rep, at, unit, moves }))
}

/** A lead that wrote twice may have had two turns of a pool: an edit names the latest. */
function latestOfEachLead(turns: readonly EarlierTurn[]): EarlierTurn[] {
  const last = new Map(turns.map((turn, place) => [JSON.stringify([turn.pool, turn.lead]), place]))
  const places = new Set(last.values())
  return turns.filter((_, place) => places.has(place))
}

/** What each rep had, counted as it is when a lead is handed over: one more where it changes hands, one less open for whoever had it. */
async function loadLoadsBefore(db: Database, workspaceId: string, { reps }: Roster, at: Date): Promise<Record<string, Load>> {
  const rows = await db
    .select({ lead: assignments.leadId, rep: assignments.rep, at: assignments.at })
    .from(assignments)
    .where(and(eq(assignments.workspaceId, workspaceId), lt(assignments.at, at)))
    .orderBy(asc(assignments.at))
  const loads = new Map(reps.map(rep => [rep.id, { rep, today: 0, open: 0 }]))
  const owners = new Map<string, string>()
  for (const row of rows) {
    const before = owners.get(row.lead)
    if (before === row.rep) continue
    owners.set(row.lead, row.rep)
    const had = before === undefined ? undefined : loads.get(before)
    if (had) had.open = Math.max(0, had.open - 1)
    const has = loads.get(row.rep)
    if (!has) continue
    has.open++
    if (localDay(has.rep, row.at) === localDay(has.rep, at)) has.today++
  }
  return Object.fromEntries([...loads].map(([id, { today, open }]) => [id, { today, open }]))
}
