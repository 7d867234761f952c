import type { Load } from '@baton/shared/eligibility'
import type { Account } from '@baton/shared/facts'
import { mailWindowMs } from '../mail-limits.ts'
import type { SenderLimit } from '../sender-limit.ts'
import type { PoolState } from '../turnstile.ts'
import type { Query } from './connect.ts'
import type { Published } from './find-form.ts'
import { look } from './functions/look.ts'
import type { StoredReply } from './schema.ts'

export interface RepDay {
  rep: string
  /** The rep's local day, YYYY-MM-DD. */
  day: string
}

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
  /** Of limits on mail. */
  mailNames: readonly string[]
}

/** How things stood at one moment, without a lock. */
export interface Snapshot {
  /** What is published where the form lives; null where there is no such form. */
  published: Published | null
  /** The answer this submission got before. */
  answered: Answered | null
  /** When the sender's submissions within the window came, the latest first; no more of them than they may make. */
  sent: readonly Date[]
  lead: SeenLead | null
  /** The rep of the latest assigned lead with the same registrable domain. */
  colleague: string | null
  account: Account | null
  /** How many mails went out within a day, by the names of their limits. */
  mailed: Record<string, number | null>
  /** Null: there is no such pool. */
  pools: Record<string, PoolState | null>
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
}

/** Of a lead that nobody has heard of. */
export const nothingSeen: Snapshot = {
  published: null,
  answered: null,
  sent: [],
  lead: null,
  colleague: null,
  account: null,
  mailed: {},
  pools: {},
  loads: {},
}

/** One statement, whatever is asked. */
export async function loadSnapshot(query: Query, { limit, at, ...asked }: Asked): Promise<Snapshot> {
  const { look: found } = await query<{ look: Found }>(`select ${look.name}($1) as look`, [
    { ...asked, senderSince: new Date(at.getTime() - limit.windowMs), senderMost: limit.most, mailSince: new Date(at.getTime() - mailWindowMs) },
  ])
  const { sent, mailed, pools, loads } = found
  return {
    ...found,
    sent: (sent ?? []).map(at => new Date(at)),
    mailed: mailed ?? {},
    pools: pools ?? {},
    loads: loads ?? {},
  }
}

type Found = Omit<Snapshot, 'sent' | 'mailed' | 'pools' | 'loads'> & {
  sent: string[] | null
  mailed: Snapshot['mailed'] | null
  pools: Snapshot['pools'] | null
  loads: Snapshot['loads'] | null
}
