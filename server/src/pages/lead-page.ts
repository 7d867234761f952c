import type { Touch } from '@baton/shared/attribution'
import type { DeliveryState } from '../db/schema-deliveries.ts'
import { writeSpan } from '../messages/moments.ts'
import { decisionCard } from './decision-card.ts'
import { type Html, html } from './html.ts'
import type { AssignmentView, DeliveryView, LeadView, SubmissionView } from './lead-view.ts'
import { scoreBadge } from './leads-page.ts'
import { pageFrame } from './page-frame.ts'
import { entry, instant } from './words.ts'

/** One lead, whole: who they are, what they said, who has them and why, and what was sent. */
export function leadPage(lead: LeadView): string {
  const { decision } = lead
  const name = lead.name ?? lead.email
  const body = html`<main>
    <p class="small"><a href="/leads">All leads</a></p>
    <h1><bdi>${name}</bdi> ${decision && scoreBadge(decision.score.grade, decision.score.points)}</h1>
    <p class="lead">${standing(lead)}</p>
    <section class="card"><h2>Person</h2><dl>
      ${entry('Name', lead.name)}${entry('E-mail', lead.email)}${entry('Company', lead.company)}
      ${entry('With', lead.owner?.name ?? 'Nobody yet')}${entry('Known since', instant(lead.createdAt))}
    </dl></section>
    ${lead.submissions.map((submission, place) => submissionCard(submission, lead.submissions.length > 1 ? place + 1 : null))}
    ${decision && decisionCard(decision, 'Why')}
    ${assignmentsCard(lead.assignments)}
    ${deliveriesCard(lead.deliveries)}
    ${lead.decisions.filter(({ submissionId, at }) => submissionId !== decision?.submissionId || at !== decision.at).map(earlier => decisionCard(earlier, 'Decided before'))}
  </main>`
  return pageFrame({ title: `${name} · Baton`, body, width: 'medium' })
}

/** Where it stands and what happens next, in a sentence. */
function standing({ decision, owner, rep, deliveries, test }: LeadView): string {
  if (test)
    return `A test: ${rep ? `${rep.name} would have got it` : 'nobody would have got it now'}. No turn was taken, and nobody but the rep was written to.`
  const mail = deliveries.some(({ kind, state }) => kind === 'visitor-mail' && (state === 'sent' || state === 'delivered' || state === 'complained'))
  const bounced = deliveries.some(({ kind, state }) => kind === 'visitor-mail' && state === 'bounced')
  const written = mail ? 'They have had a mail that says so.' : bounced ? 'Their mail did not arrive.' : 'Their mail has not left yet.'
  if (owner) return `${owner.name} has this lead. ${written}`
  switch (decision?.outcome) {
    case 'queued':
      return `Waits for the first rep who becomes free. ${written}`
    case 'disqualified':
      return `Disqualified: ${decision.reason ?? 'no reason given'}. Nobody will write.`
    case 'assigned':
      return `Assigned. ${written}`
    default:
      return 'Set aside as suspicious: nothing is decided or sent until somebody releases it.'
  }
}

function submissionCard(submission: SubmissionView, number: number | null): Html {
  const others = Object.entries(submission.otherAnswers)
  return html`<section class="card"><h2>${number === null ? 'What they said' : `What they said, time ${number}`}</h2>
    <p class="soft small">${submission.formTitle || submission.formId} · ${instant(submission.submittedAt)} · playbook ${submission.playbookVersion}</p>
    ${submission.signs.map(({ sentence }) => html`<p class="soft small">${sentence}</p>`)}
    ${submission.mailWithheld && html`<p class="soft small">No mail went to them for it: this address had had five within a day.</p>`}
    ${submission.releasedAt && html`<p class="soft small">It was set aside as suspicious, and released ${instant(submission.releasedAt)}.</p>`}
    <dl>
      ${submission.readable.map(({ label, value, href }) => entry(label, href ? html`<a href="${href}">${value}</a>` : value))}
      ${others.map(([question, answer]) => entry(`${question} (not asked by this form)`, typeof answer === 'string' ? answer : JSON.stringify(answer)))}
    </dl>
    <h3>How they came</h3>
    <dl>
      ${submission.touches.first && entry('First', touchWords(submission.touches.first))}
      ${submission.touches.last && submission.touches.last.at !== submission.touches.first?.at && entry('Last', touchWords(submission.touches.last))}
      ${submission.pagesViewed.map(({ path, seconds }) => entry(path, writeSpan(seconds)))}
      ${entry('Time zone', submission.timeZone)}${entry('Language', submission.locale)}
    </dl>
  </section>`
}

function touchWords(touch: Touch): Html {
  const { at, ...told } = touch
  const words = Object.entries(told).flatMap(([name, value]) => (value ? [`${touchNames[name] ?? name} ${value}`] : []))
  return html`${words.join(' · ')}${words.length > 0 && html` · `}${instant(at)}`
}

const touchNames: Readonly<Record<string, string>> = { landingPath: 'landed on', referrerHost: 'from', clickId: 'click id' }

function assignmentsCard(assignments: readonly AssignmentView[]): Html | null {
  if (assignments.length === 0) return null
  return html`<section class="card"><h2>Assignments</h2><ul class="rows">
    ${assignments.map(({ rep, at, rule, by }) => html`<li><strong>${rep.name}</strong>, ${ways[by] ?? by}, by rule “${rule}” <span class="soft small">${instant(at)}</span></li>`)}
  </ul></section>`
}

const ways: Readonly<Record<string, string>> = { owner: 'as the owner', rep: 'named by the rule', sticky: 'who had it before', turn: 'whose turn it was' }

function deliveriesCard(deliveries: readonly DeliveryView[]): Html {
  if (deliveries.length === 0) return html`<section class="card"><h2>Deliveries</h2><p class="soft">Nothing is owed for this lead.</p></section>`
  return html`<section class="card"><h2>Deliveries</h2><ul class="rows">${deliveries.map(deliveryRow)}</ul></section>`
}

function deliveryRow(delivery: DeliveryView): Html {
  const { state, subject, kind, createdAt, sentAt, reason, attempts } = delivery
  return html`<li>
    <span class="badge ${good.includes(state) ? 'good' : bad.includes(state) ? 'bad' : ''}">${states[state]}</span> <strong>${subject}</strong>
    <br><span class="soft small">${kinds[kind] ?? kind} · written ${instant(createdAt)}${sentAt && html` · sent ${instant(sentAt)}`}</span>
    ${attempts.length > 0 && html`<ol class="soft small">${attempts.map(({ number, at, outcome, reason }) => html`<li>Attempt ${number}: ${outcome}${reason && `, ${reason}`} · ${instant(at)}</li>`)}</ol>`}
    ${reason && html`<br><span class="small">The provider says: ${reason}</span>`}
    ${state === 'owed' && html`<br><span class="small">Baton keeps trying.</span>`}
    ${state === 'needs-review' && html`<br><span class="small">Whether it went out is not known. <code>POST /v1/deliveries/${delivery.id}/retry</code> sends it again.</span>`}
    ${state === 'failed' && html`<br><span class="small">It was refused. <code>POST /v1/deliveries/${delivery.id}/retry</code> sends it again.</span>`}
  </li>`
}

const states: Readonly<Record<DeliveryState, string>> = {
  owed: 'Owed',
  sent: 'Sent',
  failed: 'Failed',
  'needs-review': 'Needs review',
  delivered: 'Delivered',
  bounced: 'Bounced',
  complained: 'Reported as spam',
}
const bad: readonly DeliveryState[] = ['failed', 'needs-review', 'bounced', 'complained']
const good: readonly DeliveryState[] = ['sent', 'delivered']
const kinds: Readonly<Record<string, string>> = {
  'visitor-mail': 'Mail to the visitor',
  'rep-mail': 'Mail to the rep',
  'bounce-mail': 'Word to the rep that the visitor’s mail did not arrive',
}
