import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SubmissionReply } from '@baton/shared/api'
import type { Stored } from './read-stored.ts'

/** A 2xx that a client got. `reply` is without the free times, which are always read fresh. */
export interface Acknowledgement {
  submissionId: string
  status: number
  reply: SubmissionReply
}

/** A request that the provider got. `known`: it has accepted a mail under this key, now or before. */
export interface AskedMail {
  key: string
  /** SHA-256 of the body. */
  bytes: string
  behaviour: string
  known: boolean
}

/** What was seen from outside, in the order it happened; times are milliseconds since the start. */
export type Event = { atMs: number } & (
  | ({ kind: 'acknowledged' } & Acknowledgement)
  | { kind: 'unanswered'; submissionId: string; status: number | null; reason: string }
  | ({ kind: 'mail' } & AskedMail)
  | { kind: 'fault'; fault: string; replica?: number }
  | { kind: 'ended'; replica: number; wasReady: boolean; output: string }
)

/** All that the invariants look at. */
export interface History {
  events: Event[]
  stored: Stored
}

type Seen = Event extends infer One ? (One extends Event ? Omit<One, 'atMs'> : never) : never

export interface Recorder {
  file: string
  events: Event[]
  record(event: Seen): void
  /** Notes something that is no event, such as the plan at the beginning and what was stored at the end. */
  note(facts: object): void
  /** Another one that writes to the same file, for what goes on beside this. */
  beside(): Recorder
}

/** Keeps events, and writes each to a file as it comes: what led to a failure is there also when the run itself ends. */
export function openHistory(name: string): Recorder {
  const folder = join(tmpdir(), 'baton-chaos')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name.replaceAll(' ', '-')}-${new Date().toISOString().replaceAll(':', '-')}.jsonl`)
  writeFileSync(file, '')
  return recordTo(file, performance.now())
}

function recordTo(file: string, begun: number): Recorder {
  const events: Event[] = []
  const note = (facts: object) => appendFileSync(file, `${JSON.stringify(facts)}\n`)
  return {
    file,
    events,
    note,
    beside: () => recordTo(file, begun),
    record(seen) {
      const event: Event = { atMs: Math.round(performance.now() - begun), ...seen }
      events.push(event)
      note(event)
    },
  }
}

export function hashBytes(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The reply without what is read fresh each time. */
export function withoutSlots(reply: SubmissionReply): SubmissionReply {
  if (reply.outcome !== 'assigned' || reply.booking.kind !== 'slots') return reply
  return { ...reply, booking: { ...reply.booking, slots: [] } }
}
