import type { z } from 'zod'
import { type Playbook, playbook } from '../playbook.ts'
import { type Roster, roster } from '../roster.ts'
import { type DocumentError, pointer } from './findings.ts'
import { nearestName } from './nearest.ts'

export type Read<Document> = { document: Document; errors: [] } | { document: null; errors: DocumentError[] }

/** Documents nested deeper than this are refused before anything walks through them. */
const deepest = 64

export function readPlaybook(value: unknown): Read<Playbook> {
  return read('playbook', playbook, value)
}

/** A roster file is an array of reps, or the whole with holidays. */
export function readRoster(value: unknown): Read<Roster> {
  const isList = Array.isArray(value)
  const { document, errors } = read('roster', roster, isList ? { reps: value } : value)
  if (document) return { document, errors: [] }
  return { document: null, errors: asWritten(value, errors) }
}

/** Errors of a roster with the paths of what was written: in a list of reps a place has no “reps” before it. */
export function asWritten(value: unknown, errors: readonly DocumentError[]): DocumentError[] {
  return errors.map(error => (Array.isArray(value) ? { ...error, path: error.path.replace(/^\/reps/, '') } : error))
}

function read<Document>(name: DocumentError['document'], schema: z.ZodType<Document>, value: unknown): Read<Document> {
  if (isDeeperThan(value, deepest))
    return { document: null, errors: [{ document: name, path: '', message: `It is nested deeper than ${deepest} levels.`, nearest: null }] }
  const result = schema.safeParse(value)
  if (result.success) return { document: result.data, errors: [] }
  return { document: null, errors: result.error.issues.flatMap(issue => explain(name, issue, valueAt(value, issue.path))) }
}

function explain(document: DocumentError['document'], issue: z.core.$ZodIssue, wrote: unknown): DocumentError[] {
  const told = originalOf(issue)
  if (told.code !== 'unrecognized_keys') {
    const nearest = typeof wrote === 'string' ? nearestName(wrote, allowedValues(told)) : null
    return [{ document, path: pointer(issue.path), message: sentence(told, wrote), nearest }]
  }
  return told.keys.map(key => ({
    document,
    path: pointer([...issue.path, key]),
    message: `“${key}” means nothing here.`,
    nearest: nearestName(key, fieldNames),
  }))
}

/** A condition's problems come wrapped: see `condition` in form.ts. */
function originalOf(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  return issue.code === 'custom' && issue.params?.original ? originalOf(issue.params.original as z.core.$ZodIssue) : issue
}

/** The words that could have stood there: a value of a list, or the kind that tells one shape from another. */
function allowedValues(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String)
  return issue.code === 'invalid_union' ? [...issue.message.matchAll(/'([^']+)'/g)].map(([, value = '']) => value) : []
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value)
}

function sentence(issue: z.core.$ZodIssue, wrote: unknown): string {
  if (wrote === undefined) return 'This is missing.'
  const allowed = allowedValues(issue)
  if (typeof wrote === 'string' && allowed.length > 0) return `“${wrote}” is none of ${allowed.join(', ')}.`
  const text = issue.message.replace(/^Invalid input: /, '')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}

const fieldNames =
  'format forms scoring territories queues pools routing sla messages id title intro submitLabel locale locales steps questions fallbackUrl privacyUrl remember consent allowedOrigins kind label hint required showWhen ask fills placeholder maxLength min max step options criteria grades when points atLeast members rep weight rules otherwise to pool match attribute has queue anyHour reason redirectUrl firstContactMinutes clock afterMinutes do fact op value all any not assigned queued disqualified visitor heading body subject note reps holidays name email photoUrl active timeZone hours timeOff attributes capacity perDay open booking eventType url from date mon tue wed thu fri sat sun'.split(
    ' ',
  )

/** Without recursion: what it guards against is a document that exhausts the stack. */
function isDeeperThan(value: unknown, most: number): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one).filter(child => typeof child === 'object') : []))
  }
  return false
}
