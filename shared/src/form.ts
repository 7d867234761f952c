import { z } from 'zod'
import type { Condition } from './condition.ts'

/** The one text that cannot be a key of a plain object: what is written under it is lost. */
const isKey = (text: string) => text !== '__proto__'
const notAKey = 'No id can be “__proto__”.'

/** An id of the playbook: unique in its list after trim, NFC and lower case (checked where the list is). */
export const id = z.string().trim().min(1).max(100).refine(isKey, notAKey)
const text = z.string().max(4000)
const url = z.url({ protocol: /^https?$/ })

const scalar = z.union([z.string(), z.number(), z.boolean()])
const comparison = z.strictObject({
  fact: z.string().min(1),
  op: z.enum(['is', 'in', 'atLeast', 'atMost', 'above', 'below', 'includes', 'includesAny', 'includesAll', 'contains', 'startsWith', 'endsWith', 'known']),
  value: z.union([scalar, z.array(z.string()), z.array(z.number())]).optional(),
})

/**
 * A condition is checked by the key it has, so that the problem of a misspelt comparison is told as that comparison's and not
 * as "matches none of four shapes".
 */
export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.any().superRefine((value, context) => {
    const shape = conditionShape(value)
    const result = shape.safeParse(value)
    if (!result.success) for (const issue of result.error.issues) context.addIssue({ ...issue, code: 'custom', params: { original: issue } })
  }),
)

function conditionShape(value: unknown): z.ZodType {
  if (typeof value === 'object' && value !== null) {
    if ('all' in value) return z.strictObject({ all: z.array(condition) })
    if ('any' in value) return z.strictObject({ any: z.array(condition) })
    if ('not' in value) return z.strictObject({ not: condition })
  }
  return comparison
}

const option = z.strictObject({ id, label: text })
export type Option = z.infer<typeof option>

const base = {
  /** Unique in the form; no dots or blanks, for it is a fact's name: `answers.<id>`. */
  id: z
    .string()
    .regex(/^[^\s.]{1,64}$/)
    .refine(isKey, notAKey),
  label: text,
  hint: text.optional(),
  required: z.boolean().optional(),
  showWhen: condition.optional(),
  /** Asked only of those for whom some answer can still change destination, grade or territory: publishing writes that into `showWhen`. */
  ask: z.literal('if-it-matters').optional(),
  /** Only in what was published: `showWhen` as its author wrote it, before publishing narrowed it. */
  writtenShowWhen: condition.optional(),
  /** The fact this answer also is: any `place.*` or `company.*`. */
  fills: z
    .string()
    .regex(/^(place|company)\.[a-zA-Z]+$/)
    .optional(),
}
const placeholder = text.optional()

export const question = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('text'), placeholder, maxLength: z.int().positive().max(4000).optional() }),
  z.strictObject({ ...base, kind: z.literal('longText'), placeholder, maxLength: z.int().positive().max(20000).optional() }),
  z.strictObject({
    ...base,
    kind: z.literal('email'),
    placeholder,
    /** An address at a free provider is asked about once, and then taken. */
    workAddress: z.literal('preferred').optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('phone'), placeholder }),
  z.strictObject({ ...base, kind: z.literal('url'), placeholder }),
  z.strictObject({
    ...base,
    kind: z.literal('number'),
    placeholder,
    min: z.number().optional(),
    max: z.number().optional(),
    step: z.number().positive().optional(),
  }),
  z.strictObject({ ...base, kind: z.literal('choice'), options: z.array(option).min(1) }),
  z.strictObject({ ...base, kind: z.literal('choices'), options: z.array(option).min(1) }),
  z.strictObject({ ...base, kind: z.literal('country') }),
  z.strictObject({ ...base, kind: z.literal('date'), min: z.iso.date().optional(), max: z.iso.date().optional() }),
  z.strictObject({ ...base, kind: z.literal('consent') }),
  z.strictObject({ ...base, kind: z.literal('hidden') }),
])
export type Question = z.infer<typeof question>
export type QuestionKind = Question['kind']

const translatedQuestion = z.strictObject({
  label: text.optional(),
  hint: text.optional(),
  placeholder: text.optional(),
  /** Option id → label. */
  options: z.record(z.string(), text).optional(),
})

const translation = z.strictObject({
  title: text.optional(),
  intro: text.optional(),
  submitLabel: text.optional(),
  questions: z.record(z.string(), translatedQuestion).optional(),
})

/** "https://example.com", "https://*.example.com", "http://localhost:*" or "*". */
const originPattern = z
  .string()
  .regex(
    /^(\*|https?:\/\/(\*\.)?([\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*|\[[0-9a-f:]+\])(:(\*|\d{1,5}))?)$/iu,
    'Write an origin such as https://example.com, https://*.example.com, http://localhost:* or *.',
  )

/**
 * When what a visitor answers is kept beyond the tab, before it is sent and for their next visit: on the server as a draft, and in their browser. `consent`:
 * once they have ticked that question, and no longer than it is ticked.
 */
const remember = z.union([z.enum(['never', 'always']), z.strictObject({ consent: z.string() })], {
  error: `Write 'never', 'always' or {"consent": "<id of a consent question>"}.`, // in these marks for who looks for the nearest of them
})

export const form = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/),
  title: text.default(''),
  intro: text.optional(),
  submitLabel: text.optional(),
  /** The language the labels are written in; `locales` holds the others. */
  locale: z.string().default('en'),
  locales: z.record(z.string(), translation).default({}),
  /** `page`: all at once, whatever the steps. */
  layout: z.enum(['steps', 'page']).optional(),
  /** Question ids, screen by screen; absent, all questions stand on one screen. */
  steps: z.array(z.array(z.string()).min(1)).optional(),
  questions: z.array(question).min(1),
  fallbackUrl: url.optional(),
  privacyUrl: url.optional(),
  /** Absent: never. */
  remember: remember.optional(),
  allowedOrigins: z.array(originPattern).default([]),
})
export type Form = z.infer<typeof form>

/** What a browser may see of a form: no origins, no facts its answers fill, and one language. */
export type PublicQuestion = Question
export interface PublicForm {
  id: string
  playbookVersion: number
  locale: string
  title: string
  intro?: string | undefined
  submitLabel?: string | undefined
  steps: string[][]
  questions: PublicQuestion[]
  fallbackUrl?: string | undefined
  privacyUrl?: string | undefined
  /** Absent where nothing is remembered. */
  remember?: Exclude<Form['remember'], 'never'>
}

export type AnswerValue = string | number | boolean | string[]
/** Question id → answer. An unanswered question is absent. */
export type Answers = Readonly<Record<string, AnswerValue>>
