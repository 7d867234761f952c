import { fillTemplate } from '../filled-template.ts'
import { type Html, html } from '../pages/html.ts'
import { cleanFirstName } from './clean-first-name.ts'
import { writeClock, writeMoment, writeSpan, writeZone } from './moments.ts'
import { fillPlaceholders } from './placeholders.ts'
import { sectionText, wrap } from './plain-text.ts'
import { optionLabels } from './readable-answer.ts'
import { repLocale, repSections, writeScore } from './rep-sections.ts'
import { lines, sectionHtml } from './sections.ts'
import type { HandoffStory } from './story.ts'
import { mailTemplates } from './templates.ts'
import type { WrittenMail } from './visitor-mail.ts'
import { oneLine, subjectLine } from './visitor-text.ts'

/**
 * The rep's mail: all that is known of the lead on one screen, and one button. What the visitor typed stands in it as text, never
 * in a link: to press there are our own address and a phone number, of which only digits are left.
 */
export function repMail(story: HandoffStory): WrittenMail {
  const subject = writeSubject(story)
  const sections = repSections(story)
  const who = cleanFirstName(story.lead.firstName)
  const told = {
    promise: writePromise(story),
    person: personOf(story, 200),
    summary: [companyOf(story), ...topLabels(story)].filter(Boolean).join(' · '),
    button: who ? `Open ${who}’s page` : 'Open the lead',
    note: story.messages.rep.note ? fillPlaceholders(story.messages.rep.note, story) : '',
    afterButton: story.lead.email ? `Or reply to this mail: it goes to ${oneLine(story.lead.email)}.` : '',
    footer: `Baton sent this to ${oneLine(story.rep?.name ?? story.workspace.name)} at ${writeClock(story.submittedAt, zoneOf(story), repLocale)}, as the lead came in by ${story.form.title ? `“${oneLine(story.form.title)}”` : 'the form'}.`,
  }
  const text = [
    wrap(subject),
    told.promise,
    `${told.button}:\n${story.links.leadPage}`,
    wrap(told.afterButton),
    wrap(told.note),
    ...sections.map(sectionText),
    `-- \n${wrap(told.footer)}`,
  ]
  return {
    subject,
    text: `${text.filter(Boolean).join('\n\n')}\n`,
    html: fillTemplate(mailTemplates.repMail, {
      subject,
      preview: [told.promise, told.summary].filter(Boolean).join(' · '),
      promise: emphasiseFirst(told.promise),
      person: html`${told.person} ${gradeBadge(story)}`,
      summary: told.summary,
      link: story.links.leadPage,
      button: told.button,
      afterButton: html`${told.afterButton}${told.note && html`<br>${lines(told.note)}`}`,
      sections: html`${sections.map(section => sectionHtml(section))}`,
      footer: told.footer,
    }),
  }
}

/** "Answer by 10:42" stands out, the zone and the minutes beside it do not. */
function emphasiseFirst(promise: string): Html {
  const comma = promise.lastIndexOf(', ')
  const end = comma < 0 ? promise.length : comma
  return html`<span class="strong" style="font-weight:600;color:#171b24;">${promise.slice(0, end)}</span>${promise.slice(end)}`
}

function gradeBadge({ decision }: HandoffStory): Html {
  return html`<span class="grade" style="display:inline-block;padding:1px 10px;border-radius:7px;background-color:#e2f4e8;color:#1f6b37;font-size:17px;line-height:26px;font-weight:600;white-space:nowrap;vertical-align:3px;">${writeScore(decision.score)}</span>`
}

/** "New lead A 84: Zoë Ångström, Contoso (201–1,000, Analytics)" */
function writeSubject(story: HandoffStory): string {
  const who = [personOf(story, 60), companyOf(story)].filter(part => part !== null)
  const labels = topLabels(story)
  return subjectLine(`New lead ${writeScore(story.decision.score)}: ${who.join(', ')}${labels.length > 0 ? ` (${labels.join(', ')})` : ''}`, 180)
}

function personOf({ lead }: HandoffStory, longest: number): string {
  return oneLine(lead.name || lead.email || 'somebody without a name', longest)
}

/** The company's name, else the domain of a work address: a free mailbox says nothing of a company. */
function companyOf({ decision: { facts } }: HandoffStory): string | null {
  const name = facts['company.name'] ?? (facts['email.kind'] === 'work' ? facts['email.domain'] : undefined)
  return typeof name === 'string' ? oneLine(name, 60) : null
}

const labelsShown = 3

/**
 * What tells most in a line: the first things they chose, by the owner's labels. A question with two options is a yes or no, which
 * says nothing without its question.
 */
function topLabels({ form, answers }: HandoffStory): string[] {
  const labels = form.questions.flatMap(question => {
    const answer = answers[question.id]
    if (answer === undefined || (question.kind !== 'choice' && question.kind !== 'choices') || question.options.length < 3) return []
    return optionLabels(question, answer).slice(0, 1)
  })
  return labels.slice(0, labelsShown).map(label => oneLine(label, 40))
}

const mostTold = 2 * 3600

/** "Answer by 10:42, Berlin time (15 min)": in the rep's own zone. */
function writePromise(story: HandoffStory): string {
  const { dueAt, submittedAt } = story
  if (!dueAt) return story.rep ? 'New lead' : 'New lead, waiting for a rep'
  const timeZone = zoneOf(story)
  const by = writeMoment(dueAt, { timeZone, locale: repLocale, from: submittedAt })
  const seconds = (dueAt.getTime() - submittedAt.getTime()) / 1000
  // Hours after they wrote say nothing where the clock only runs in the rep's own working time.
  return `Answer by ${by}, ${writeZone(timeZone)}${seconds <= mostTold ? ` (${writeSpan(seconds)} after they wrote)` : ''}`
}

function zoneOf({ rep }: HandoffStory): string {
  return rep?.timeZone ?? 'UTC'
}
