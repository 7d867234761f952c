import { createReadStream } from 'node:fs'
import { same } from '@baton/shared/condition'
import { decideNext, loadsAt, nothingCarried } from '@baton/shared/decide-in-order'
import { readLeadLine } from '@baton/shared/read-lead-line'
import type { Roster } from '@baton/shared/roster'
import { didYouMean, readFactScope } from '@baton/shared/verify/check-facts'
import { nearestName } from '@baton/shared/verify/nearest'
import { explainWhyNot, type WhyNot } from '@baton/shared/why-not'
import type { DecidedWith, EarlierTurn } from '@baton/shared/why-not/edits'
import { readAt } from './decide.ts'
import { print, UsageError } from './fail-command.ts'
import { readDocuments } from './read-documents.ts'
import { readLines } from './read-lines.ts'
import { readText } from './read-text.ts'
import type { Settings } from './with-workspace.ts'

export interface WhyNotWords {
  /** An id in the file of leads, of which the last line with it is meant; of the database a lead's, whose latest decision it is, or a submission's. */
  lead: string
  rep: string
  /** Null: of the database. */
  files: { playbook: string; roster: string; leads: string /** Of leads without a moment. */; at: string | null } | null
}

/** `baton why-not`: the fewest edits that would have sent a lead to a rep. Changes nothing. Ends with 1 where there are none. */
export async function whyNot({ lead, rep, files }: WhyNotWords, readSettings: () => Settings): Promise<number> {
  const decided = files ? await decideUpTo(files, lead) : await findStored(readSettings(), lead)
  refuseUnknownRep(rep, decided.roster)
  const found = explainWhyNot(decided, rep)
  const isList = files !== null && Array.isArray(JSON.parse(await readText(files.roster)))
  print({ lead, at: decided.now.toISOString(), ...(isList ? withListPaths(found) : found) })
  return found.edits === null ? 1 : 0
}

/** A typing mistake must not read like an answer. */
function refuseUnknownRep(rep: string, { reps }: Roster): void {
  const ids = reps.map(({ id }) => id)
  if (ids.some(id => same(id, rep))) return
  throw new UsageError(`There is no rep “${rep}” on the roster.${didYouMean(nearestName(rep, ids))}`)
}

/** Decides the leads of a file in order, as `baton decide` does, up to one of them: of lines with one id the last, as of a stored lead its latest decision. */
async function decideUpTo(files: NonNullable<WhyNotWords['files']>, wanted: string): Promise<DecidedWith> {
  const standardAt = readAt(files.at)
  const documents = await readDocuments(files.playbook, files.roster)
  const scope = readFactScope(documents.playbook, documents.roster)
  const turns: EarlierTurn[] = []
  const ids = new Set<string>()
  let number = 0
  let carried = nothingCarried
  let last: { decided: DecidedWith } | { error: string } | null = null
  for await (const line of readLines(createReadStream(files.leads), files.leads)) {
    number++
    if (line.trim() === '') continue
    const { id, lead, error } = readLeadLine(line, scope, standardAt)
    if (id === wanted) {
      if (lead === null) last = { error }
      else {
        const { facts, at: now } = lead
        const before = { credits: carried.credits, loads: loadsAt(documents.roster, carried, now), turns: [...turns] }
        last = { decided: { ...documents, facts, now, ...before } }
      }
    }
    if (lead === null) continue // decides nothing there either
    const name = ids.has(id) ? `${id} (line ${number})` : id
    ids.add(id)
    const { decision, after } = decideNext(documents, carried, lead)
    carried = after
    if (decision.outcome !== 'assigned' || !decision.credit) continue
    const { pool, unit, moves } = decision.credit
    turns.push({ pool, lead: name, rep: decision.rep, at: lead.at, unit, moves })
  }
  if (last && 'error' in last) throw new UsageError(`The lead “${wanted}” of ${files.leads} cannot be decided: ${last.error}`)
  if (last) return last.decided
  throw unknownLead(wanted, `in ${files.leads}`, ids)
}

/** Loads the database's code only here: a file needs none of it. */
async function findStored(settings: Settings, id: string): Promise<DecidedWith> {
  const { withWorkspace } = await import('./with-workspace.ts')
  const { findDecision, loadLeadIds } = await import('../db/find-decision.ts')
  return withWorkspace(settings, async (db, workspaceId) => {
    const found = await findDecision(db, workspaceId, id)
    if (!found) throw unknownLead(id, 'that was decided, and no submission', await loadLeadIds(db, workspaceId))
    return found
  })
}

function unknownLead(lead: string, where: string, ids: Iterable<string>): UsageError {
  return new UsageError(`There is no lead “${lead}” ${where}.${didYouMean(nearestName(lead, ids))}`)
}

/** Pointers into a roster file that is a list of reps: there are no holidays in it. */
function withListPaths(found: WhyNot): WhyNot {
  const edits = found.edits?.map(edit => (edit.kind === 'roster' ? { ...edit, path: edit.path.replace(/^\/reps/, '') } : edit)) ?? null
  return { ...found, edits }
}
