import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { findFindings } from '@baton/shared/verify/find-findings'
import type { Finding, Span } from '@baton/shared/verify/report'
import { writeFinding } from '@baton/shared/verify/write-finding'
import { ConfigError } from './config.ts'
import type { Database } from './db/connect.ts'
import { savePlaybook } from './db/publish.ts'

export interface PublishRequest {
  playbook: Playbook
  /** Where the playbook was read from, for messages. */
  file: string
  /** The one in force: a playbook is proven with the reps it will run with. */
  roster: Roster
  now: Date
  /** Publish also when a bound left open whether somebody takes every lead. */
  unproven: boolean
}

/** What was published, and what `check` finds in it that keeps no lead waiting. */
export interface Published {
  version: number
  forms: string[]
  findings: Finding[]
  /** What a bound left open, a sentence each. */
  left: string[]
}

/**
 * Makes a playbook the published one, unless it has a lead that nobody takes within the next seven days: the refusal (a
 * `ConfigError`) shows that lead.
 */
export async function publishPlaybook(db: Database, workspaceId: string, request: PublishRequest): Promise<Published> {
  const { playbook, file, roster, now, unproven } = request
  const { findings, left } = findFindings(playbook, roster, weekFrom(now))
  const nobody = findings.filter(({ kind }) => kind === 'nobody')
  if (nobody.length > 0)
    throw new ConfigError(`${file} was not published, for some leads would reach nobody.\n${indented(nobody.map(writeFinding))}\n${advice}`)
  if (left.length > 0 && !unproven)
    throw new ConfigError(
      `${file} was not published, for it is not proven that every lead reaches somebody.\n${indented(left)}\nSimplify it, or add --unproven.`,
    )
  return { version: await savePlaybook(db, workspaceId, playbook), forms: playbook.forms.map(({ id }) => id), findings, left }
}

const advice = 'End each of these lists with a queue, or with reps who take leads at any hour ("anyHour": true).'

/** Leads that would reach nobody with another roster: people fall ill, so that it is said and not refused. */
export function findNobody(playbook: Playbook, roster: Roster, now: Date): Finding[] {
  return findFindings(playbook, roster, weekFrom(now)).findings.filter(({ kind }) => kind === 'nobody')
}

function weekFrom(now: Date): Span {
  return { from: now, to: new Date(now.getTime() + 7 * 86_400_000) }
}

function indented(texts: readonly string[]): string {
  return texts.map(text => `  ${text.replaceAll('\n', '\n  ')}`).join('\n')
}
