import type { Load } from '@baton/shared/eligibility'
import type { Account } from '@baton/shared/facts'
import type { Credits } from '@baton/shared/rotation'
import type { Query } from './connect.ts'
import type { Published } from './find-form.ts'
import { look } from './functions/look.ts'
import type { RepDay } from './rep-loads.ts'
import type { SenderLimit } from './save-handoff.ts'
import type { StoredReply } from './schema.ts'

/** What a look at the database is for. */
export interface Asked {
  workspaceId: string
  formId: string
  submissionId: string
  /** Null where no limit hangs on them. */
  sender: string | null
  limit: SenderLimit
  at: Date
  email: string | null
  domain: string | null
  pools: readonly string[]
  reps: readonly RepDay[]
}

/** How things stood at one moment, without a lock. */
export interface Snapshot {
  /** What is published where the form lives; null where there is no such form. */
  published: Published | null
  /** The answer this submission got before. */
  answered: Answered | null
  /** Since when the sender has made as many submissions as they may. */
  fullSince: Date | null
  lead: SeenLead | null
  /** The rep of the latest assigned lead with the same registrable domain. */
  colleague: string | null
  account: Account | null
  /** Those asked for that exist. */
  pools: Record<string, { position: number; credits: Credits }>
  loads: Record<string, Load>
}

export interface Answered {
  bodyHash: string
  reply: StoredReply
  /** Set aside, and not released yet. */
  waits?: boolean
}

export interface SeenLead {
  id: string
  /** The rep of the latest assignment. */
  owner: string | null
  submissions: number
  /** Submissions in the window of a day that began at `recentSince`. */
  recent: number
  recentSince: Date
}

/** One statement, whatever is asked. */
export async function loadSnapshot(query: Query, { limit, at, ...asked }: Asked): Promise<Snapshot> {
  const { look: found } = await query<{ look: Found }>(`select ${look.name}($1) as look`, [
    { ...asked, senderSince: new Date(at.getTime() - limit.windowMs), senderMost: limit.most },
  ])
  const { fullSince, lead, pools, loads } = found
  return {
    ...found,
    fullSince: fullSince === null ? null : new Date(fullSince),
    lead: lead && { ...lead, recentSince: new Date(lead.recentSince) },
    pools: pools ?? {},
    loads: loads ?? {},
  }
}

type Found = Omit<Snapshot, 'fullSince' | 'lead' | 'pools' | 'loads'> & {
  fullSince: string | null
  lead: (Omit<SeenLead, 'recentSince'> & { recentSince: string }) | null
  pools: Snapshot['pools'] | null
  loads: Snapshot['loads'] | null
}
