import { type FilledTemplate, fillTemplate } from '../filled-template.ts'
import { type Html, html } from '../pages/html.ts'
import { initialsOf } from '../pages/words.ts'
import { cleanFirstName } from './clean-first-name.ts'
import { knownLocale } from './moments.ts'
import { fillPlaceholders, repFirstName } from './placeholders.ts'
import { sectionText, wrap } from './plain-text.ts'
import { optionLabels, translateQuestion } from './readable-answer.ts'
import { promisedTime, visitorOutcome, whomTheyLookAfter } from './reply-message.ts'
import { paragraphs, type Section, sectionHtml } from './sections.ts'
import type { HandoffStory } from './story.ts'
import { mailTemplates } from './templates.ts'
import { oneLine, subjectLine } from './visitor-text.ts'
import { type VisitorWords, visitorWords } from './visitor-words.ts'

export interface WrittenMail {
  subject: string
  text: string
  html: FilledTemplate
}

/**
 * The visitor's mail: who is theirs or when they will hear, and the one next step. Null for the disqualified, whom the page has
 * answered. Nothing the visitor typed is in it but their cleaned first name, so that nobody can send their own words to a
 * stranger through our form.
 */
export function visitorMail(story: HandoffStory): WrittenMail | null {
  const outcome = visitorOutcome(story)
  if (outcome === 'disqualified') return null
  const words = visitorWords(knownLocale(story.locale))
  const told = outcome === 'assigned' ? assignedWords(story, words) : queuedWords(story, words)
  return { subject: told.subject, text: writeText(story, told), html: writeHtml(story, told, words.language) }
}

/** What the mail says, before it is HTML or text. */
interface Told {
  subject: string
  preview: string
  body: string
  chosen: Section
  button: string
  afterButton: string
  footer: string
}

function assignedWords(story: HandoffStory, words: VisitorWords): Told {
  const { rep } = story
  const name = repFirstName(rep?.name ?? '')
  const when = promisedTime(story, words)
  const body = rep?.booking
    ? `${whomTheyLookAfter(story, words, 'mail')} ${words.answersKnown({ rep: name })}`
    : `${whomTheyLookAfter(story, words, 'mail')} ${words.repWritesFirst({ rep: name, when })}`
  return {
    ...ownOrDefault(story, words.personSubject({ rep: name, firstName: cleanFirstName(story.lead.firstName), workspace: workspaceName(story) }), body),
    preview: rep?.booking ? words.preview.assigned : words.replyReaches({ rep: name }),
    chosen: chosenAnswers(story, words),
    button: rep?.booking ? words.timesButton({ rep: name }) : words.pageButton,
    afterButton: words.replyReaches({ rep: name }),
    footer: footer(story, words),
  }
}

function queuedWords(story: HandoffStory, words: VisitorWords): Told {
  const when = promisedTime(story, words)
  const workspace = workspaceName(story)
  return {
    ...ownOrDefault(
      story,
      words.queuedSubject({ firstName: cleanFirstName(story.lead.firstName), workspace }),
      `${words.queuedPromise({ workspace, when })} ${words.queuedNext}`,
    ),
    preview: words.preview.queued,
    chosen: chosenAnswers(story, words),
    button: words.pageButton,
    afterButton: '',
    footer: footer(story, words),
  }
}

function ownOrDefault(story: HandoffStory, subject: string, body: string): { subject: string; body: string } {
  const own = story.messages.visitor
  return {
    subject: subjectLine(own.subject ? fillPlaceholders(own.subject, story) : subject, 200),
    body: own.body ? fillPlaceholders(own.body, story) : body,
  }
}

/** The owner's labels of what was chosen: never what was typed. */
function chosenAnswers(story: HandoffStory, words: VisitorWords): Section {
  const rows = story.form.questions.flatMap(question => {
    const answer = story.answers[question.id]
    const asked = translateQuestion(story.form, question, story.locale)
    if (answer === undefined || (asked.kind !== 'choice' && asked.kind !== 'choices')) return []
    const labels = optionLabels(asked, answer)
    return labels.length > 0 ? [{ label: oneLine(asked.label), value: labels.join(', ') }] : []
  })
  return { heading: words.told, rows }
}

function footer(story: HandoffStory, words: VisitorWords): string {
  return words.footer({ formTitle: oneLine(story.form.title), workspace: workspaceName(story) })
}

function workspaceName(story: HandoffStory): string {
  return oneLine(story.workspace.name, 200)
}

function writeHtml(story: HandoffStory, told: Told, language: string): FilledTemplate {
  return fillTemplate(mailTemplates.visitorMail, {
    language,
    subject: told.subject,
    preview: told.preview,
    workspace: workspaceName(story),
    body: html`${paragraphs(told.body)}`,
    rep: story.rep ? repCard(story) : '',
    chosen: told.chosen.rows.length > 0 ? sectionHtml(told.chosen) : '',
    link: story.links.visitorPage,
    button: told.button,
    afterButton: told.afterButton,
    footer: told.footer,
  })
}

function repCard({ rep, links, workspace }: HandoffStory): Html {
  const name = oneLine(rep?.name ?? '')
  const about = [oneLine(rep?.title ?? ''), oneLine(workspace.name)].filter(Boolean).join(' · ')
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;"><tr>
    <td valign="middle" width="56" style="width:56px;padding:6px 16px 6px 0;">${links.repPhoto ? photo(links.repPhoto, name) : initials(name)}</td>
    <td valign="middle" style="padding:6px 0;line-height:22px;"><span class="strong" style="font-size:17px;font-weight:600;color:#171b24;">${name}</span><br><span class="muted" style="font-size:14px;color:#5b6472;">${about}</span></td>
  </tr></table>`
}

function photo(url: string, name: string): Html {
  return html`<img src="${url}" alt="${name}" width="56" height="56" style="display:block;width:56px;height:56px;border-radius:28px;object-fit:cover;">`
}

function initials(name: string): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="initials" align="center" valign="middle" width="56" height="56" bgcolor="#e9edfb" style="width:56px;height:56px;border-radius:28px;background-color:#e9edfb;color:#3550c4;font-size:19px;font-weight:600;" aria-hidden="true">${initialsOf(name)}</td></tr></table>`
}

function writeText(story: HandoffStory, told: Told): string {
  const { rep } = story
  const signature = rep ? [oneLine(rep.name), oneLine(rep.title), workspaceName(story)].filter(Boolean).join('\n') : workspaceName(story)
  const parts = [
    wrap(told.subject),
    wrap(told.body),
    told.chosen.rows.length > 0 ? sectionText(told.chosen) : '',
    `${told.button}:\n${story.links.visitorPage}`,
    wrap(told.afterButton),
    signature,
    // "-- " is how plain text parts a signature from the message (RFC 3676, 4.3).
    `-- \n${wrap(told.footer)}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
