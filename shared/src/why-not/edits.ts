import type { FactValue } from '../condition.ts'
import type { DecisionInputs } from '../decide.ts'
import type { Posting } from '../rotation.ts'

/** One fact that was given as something else, and nothing besides: not what an answer fills, nor what is asked after it. */
export interface FactEdit {
  kind: 'fact'
  fact: string
  /** Null: not known. */
  from: FactValue | null
  to: FactValue | null
}

/** One option of the roster. */
export interface RosterEdit {
  kind: 'roster'
  /** JSON Pointer into `{ reps, holidays }`: `/reps/1/timeOff`. What it goes through and is not there is made, as an empty object. */
  path: string
  /** Null: not there. */
  from: unknown
  /** Null: taken away. */
  to: unknown
}

/** A pool's turn for an earlier lead had gone to somebody else: one lead less for `from` and one more for `to`, on the ledger and in what they have. */
export interface TurnEdit {
  kind: 'turn'
  pool: string
  /** The earlier lead. */
  lead: string
  from: string
  to: string
}

export type Edit = FactEdit | RosterEdit | TurnEdit

/** A turn that a pool gave before this lead came. Its moves name everybody who could have taken it. */
export interface EarlierTurn extends Posting {
  pool: string
  lead: string
  /** Who has it. */
  rep: string
  at: Date
}

/** A decision, with the turns before it, the latest last: as far back as they are known. */
export interface DecidedWith extends DecisionInputs {
  turns: readonly EarlierTurn[]
}

/** What tells one edit from another; of one place there is only one. */
export function placeOf(edit: Edit): string {
  switch (edit.kind) {
    case 'fact':
      return `fact ${edit.fact}`
    case 'roster':
      return `roster ${edit.path}`
    case 'turn':
      return `turn ${JSON.stringify([edit.pool, edit.lead])}`
  }
}

export function keyOfEdit(edit: Edit): string {
  return `${placeOf(edit)} ${JSON.stringify(edit.to)}`
}
