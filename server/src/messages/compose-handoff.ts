import type { Decision } from '@baton/shared/decide'
import { type DecisionRecord, recordDecision } from '@baton/shared/decision-record'
import type { Load } from '@baton/shared/eligibility'
import type { Form } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import type { Rep, Roster } from '@baton/shared/roster'
import { promisedAt } from '@baton/shared/sla'
import { explainRouting } from '@baton/shared/why'
import type { Published } from '../db/find-form.ts'
import type { StoredReply } from '../db/schema.ts'
import type { Desk } from '../desk.ts'
import type { OwedMail } from '../effects.ts'
import type { Turn } from '../handoff-rows.ts'
import { photoPath } from '../photo-path.ts'
import type { Submission } from '../read-submission.ts'
import { repMail } from './rep-mail.ts'
import { replyMessage } from './reply-message.ts'
import { spokenLocale } from './spoken-locale.ts'
import type { HandoffStory } from './story.ts'
import { visitorMail } from './visitor-mail.ts'
import { visitorWords } from './visitor-words/languages.ts'

export interface Decided {
  published: Published
  playbook: Playbook
  roster: Roster
  form: Form
  submission: Submission
  lead: { id: string; returning: boolean }
  decision: Decision
  rep: Rep | null
  loads: Record<string, Load>
  turn: Pick<Turn, 'position'> | null
  token: string
  /** Whether the visitor is written to. */
  mailComes: boolean
  /** An owner tries the handoff: the rep's mail says so, and nobody is assigned. */
  test: boolean
  config: Pick<Desk['config'], 'publicBaseUrl' | 'mailFrom'>
  mintId(): string
}

/** What a decision leads to, ready to be written. */
export interface Composed {
  record: DecisionRecord
  /** When the lead should have heard from somebody. */
  dueAt: Date | null
  /** With their final bytes. */
  mails: OwedMail[]
  mailWithheld: boolean
  reply: StoredReply
}

export function composeHandoff(decided: Decided): Composed {
  const { decision, submission } = decided
  const dueAt = promisedAt(decided.playbook, decided.roster, decision, submission.submittedAt)
  const story = tellStory(decided, dueAt)
  const record = recordDecision(decision, {
    rosterHash: decided.published.rosterHash ?? '',
    loads: decided.loads,
    position: decided.turn?.position ?? null,
    ...(decided.test && { test: true as const }),
  })
  return {
    record,
    dueAt,
    mails: composeMails(decided, story),
    mailWithheld: !decided.mailComes && !decided.test && submission.email !== null && visitorMail(story) !== null,
    reply: composeReply(decided, story, dueAt),
  }
}

function tellStory(
  { published, playbook, roster, form, submission, lead, decision, rep, token, mailComes, config }: Decided,
  dueAt: Date | null,
): HandoffStory {
  const { person, answers, context } = submission
  const photo = rep && photoPath(rep)
  return {
    workspace: { name: published.workspace.name },
    form,
    messages: playbook.messages,
    lead: { id: lead.id, email: person.email ?? '', name: person.name, firstName: person.firstName, returning: lead.returning },
    answers,
    decision,
    why: explainRouting(decision, playbook, roster),
    rep,
    touches: context.touches,
    pagesViewed: context.pagesViewed,
    timeZone: context.timeZone,
    locale: context.locale,
    submittedAt: submission.submittedAt,
    dueAt,
    mailComes,
    links: {
      visitorPage: `${config.publicBaseUrl}/h/${token}`,
      leadPage: `${config.publicBaseUrl}/leads/${lead.id}`,
      repPhoto: photo && config.publicBaseUrl + photo,
    },
  }
}

function composeMails({ published, lead, rep, submission, test, config, mintId }: Decided, story: HandoffStory): OwedMail[] {
  const about = { workspaceId: published.workspace.id, leadId: lead.id }
  const mails: OwedMail[] = []
  const address = submission.email?.address
  const visitor = address && story.mailComes ? visitorMail(story) : null
  if (visitor && address) {
    const { sender: from } = visitorWords(spokenLocale(story))
    mails.push({
      deliveryId: mintId(),
      ...about,
      kind: 'visitor-mail',
      to: address,
      from: sender(rep ? from({ rep: rep.name, workspace: story.workspace.name }) : story.workspace.name, config.mailFrom),
      replyTo: rep?.email ?? null,
      ...visitor,
    })
  }
  if (rep) {
    const mail = repMail(story)
    mails.push({
      deliveryId: mintId(),
      ...about,
      kind: 'rep-mail',
      to: rep.email,
      from: sender('Baton', config.mailFrom),
      replyTo: address ?? null,
      ...mail,
      subject: test ? `[Test] ${mail.subject}` : mail.subject,
    })
  }
  return mails
}

/** A display name before the configured address. Nothing but letters, digits and plain marks: a header is no place for more. */
export function sender(name: string, mailFrom: string): string {
  const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom
  return `"${name.replace(/[^\p{L}\p{M}\p{N} .,'’&-]/gu, ' ').trim()}" <${address.trim()}>`
}

function composeReply({ submission, decision, rep, token }: Decided, story: HandoffStory, dueAt: Date | null): StoredReply {
  const { id: submissionId, person, email } = submission
  const message = replyMessage(story)
  const stored = { address: email?.address ?? null, rep: null, prefill: { name: person.name, email: person.email } }
  if (decision.outcome === 'assigned' && rep)
    return {
      ...stored,
      rep: rep.id,
      body: { outcome: 'assigned', submissionId, token, rep: { name: rep.name, title: rep.title, photoUrl: story.links.repPhoto }, message },
    }
  if (decision.outcome === 'disqualified') return { ...stored, body: { outcome: 'disqualified', submissionId, message, redirectUrl: decision.redirectUrl } }
  return { ...stored, body: { outcome: 'queued', submissionId, token, replyBy: dueAt?.toISOString() ?? null, message } }
}
