import { checkDocuments } from '@baton/shared/verify/check-documents'
import { writeError } from '@baton/shared/verify/findings'
import type { Report, Span } from '@baton/shared/verify/report'
import { writeFinding } from '@baton/shared/verify/write-finding'
import { print, UsageError } from './fail-command.ts'
import { readJson } from './read-json.ts'
import { readMoment } from './read-moment.ts'

export interface CheckWords {
  playbook: string
  roster: string
  /** Null: now. */
  from: string | null
  days: string | null
  json: boolean
}

/** `baton check`: what a playbook cannot mean, proven over every lead there can be and every hour of a span. Changes nothing. */
export async function check(words: CheckWords): Promise<number> {
  const span = readSpan(words.from, words.days)
  const report = checkDocuments(await readJson(words.playbook), await readJson(words.roster), span)
  if (words.json) print(report)
  else process.stdout.write(`${writeReport(report, span)}\n`)
  return report.proven && report.errors.length === 0 && report.findings.every(({ severity }) => severity === 'warning') ? 0 : 1
}

function readSpan(from: string | null, days: string | null): Span {
  const count = days === null ? 7 : Number(days)
  if (!Number.isInteger(count) || count < 1 || count > 366) throw new UsageError(`--days ${days} is no number of days from 1 to 366.`)
  const start = readMoment('--from', from) ?? new Date()
  return { from: start, to: new Date(start.getTime() + count * 86_400_000) }
}

/** The report for a person: the worst first, a lead to see each problem with, and what stays open. */
function writeReport({ proven, left, errors, findings }: Report, { from, to }: Span): string {
  const problems = findings.filter(({ severity }) => severity === 'problem')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const counts = [count(errors.length, 'error'), count(problems.length, 'problem'), count(warnings.length, 'warning')].join(', ')
  return [
    ...errors.map(error => `Error: ${writeError(error)}`),
    ...problems.map(finding => `Problem: ${writeFinding(finding)}`),
    ...warnings.map(finding => `Warning: ${writeFinding(finding)}`),
    ...left.map(what => `Left open: ${what}`),
    `${counts}, from ${from.toISOString()} to ${to.toISOString()}. ${proven ? 'Proven for every lead there can be.' : 'Not proven.'}`,
  ].join('\n')
}

function count(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`
}
