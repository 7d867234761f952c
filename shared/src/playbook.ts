import { z } from 'zod'
import { condition, form, id } from './form.ts'

const label = z.string().max(200).optional()
const url = z.url({ protocol: /^https?$/ })

/** However many criteria hold, their sum stays a number. */
const largestPoints = 1_000_000_000

const criterion = z.strictObject({ id, label: z.string().max(200), when: condition, points: z.number().min(-largestPoints).max(largestPoints) })
const grade = z.strictObject({ id, atLeast: z.number() })
const territory = z.strictObject({ id, label, when: condition })
const queue = z.strictObject({ id, label, pools: z.array(z.string()).default([]) })
const member = z.strictObject({ rep: z.string(), weight: z.int().positive().default(1) })
const pool = z.strictObject({ id, label, members: z.array(member).min(1) })

const anyHour = z.boolean().optional()
const match = z.strictObject({ attribute: z.string(), has: z.string() })
export const destination = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('owner'), anyHour }),
  z.strictObject({ kind: z.literal('rep'), rep: z.string(), anyHour }),
  z.strictObject({ kind: z.literal('pool'), pool: z.string(), match: z.array(match).optional(), anyHour }),
  z.strictObject({ kind: z.literal('queue'), queue: z.string() }),
  z.strictObject({ kind: z.literal('disqualify'), reason: z.string(), redirectUrl: url.nullish() }),
])
export type Destination = z.infer<typeof destination>

const rule = z.strictObject({ id, label, when: condition, to: z.array(destination).min(1) })
export type RoutingRule = z.infer<typeof rule>

const slaStep = z.strictObject({ afterMinutes: z.number().positive(), do: z.enum(['remind', 'escalate', 'reassign']) })
const sla = z.strictObject({
  firstContactMinutes: z.number().positive(),
  clock: z.enum(['wall', 'rep-hours', 'pool-hours']).default('wall'),
  steps: z.array(slaStep).default([]),
})
export type Sla = z.infer<typeof sla>

/**
 * The owner's own words. They may name `{rep.name}`, `{rep.firstName}`, `{lead.firstName}`, `{workspace.name}`, `{country}` and,
 * for choices, `{answers.<question>}` (the option's label: never a visitor's own text).
 */
const saying = z.strictObject({ heading: z.string().max(200).optional(), body: z.string().max(2000).optional() })
const visitorSaying = z.strictObject({ subject: z.string().max(200).optional(), body: z.string().max(4000).optional() })
/** What the page says, by outcome. */
const page = { assigned: saying.optional(), queued: saying.optional(), disqualified: saying.optional() }
const messages = z.strictObject({
  ...page,
  /** The visitor's mail. */
  visitor: visitorSaying.default({}),
  /** The same in other languages; what one leaves out stands as it is above. */
  locales: z.record(z.string(), z.strictObject({ ...page, visitor: visitorSaying.optional() })).optional(),
  /** The rep's mail. */
  rep: z.strictObject({ note: z.string().max(2000).optional() }).default({}),
})
export type Messages = z.infer<typeof messages>

export const playbook = z.strictObject({
  format: z.literal(1),
  forms: z.array(form).min(1),
  scoring: z.strictObject({ criteria: z.array(criterion).default([]), grades: z.array(grade).default([]) }).default({ criteria: [], grades: [] }),
  territories: z.array(territory).default([]),
  queues: z.array(queue).default([]),
  pools: z.array(pool).default([]),
  routing: z.strictObject({ rules: z.array(rule).default([]), otherwise: z.array(destination) }),
  sla: sla.optional(),
  messages: messages.default({ visitor: {}, rep: {} }),
})
export type Playbook = z.infer<typeof playbook>
export type Pool = Playbook['pools'][number]
