import type { Direction } from '@baton/shared/locale'
import { recall } from '@baton/shared/recall'
import { type FilledTemplate, fillTemplate } from '../filled-template.ts'
import { writeList } from '../intl.ts'
import { type Html, html } from '../pages/html.ts'
import { initialsOf } from '../pages/words.ts'
import type { Spoken } from '../spoken.ts'
import { apart } from './apart.ts'
import { namesApart } from './names-apart.ts'
import { ownMessages } from './own-messages.ts'
import { fillPlaceholders } from './placeholders.ts'
import { sectionText, wrap } from './plain-text.ts'
import { optionLabels, translateQuestion } from './readable-answer.ts'
import { promisedTime, visitorOutcome, whomTheyLookAfter } from './reply-message.ts'
import { besideStart, paragraphs, type Section, sectionHtml } from './sections.ts'
import { spokenLocale } from './spoken-locale.ts'
import type { HandoffStory } from './story.ts'
import { mailTemplates } from './templates.ts'
import { oneLine, ownSubject, subjectLine } from './visitor-text.ts'
import { visitorWords } from './visitor-words/languages.ts'
import type { VisitorWords } from './visitor-words/words.ts'

type Words = Spoken<VisitorWords>

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
  const words = visitorWords(spokenLocale(story))
  const told = outcome === 'assigned' ? assignedWords(story, words) : queuedWords(story, words)
  return { subject: told.subject, text: writeText(story, told, words), html: writeHtml(story, told, words) }
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

function assignedWords(story: HandoffStory, words: Words): Told {
  const { rep } = story
  const names = namesApart(story, words.direction)
  const next = rep?.booking ? words.answersKnown(names) : words.repWritesFirst({ ...names, when: promisedTime(story, words) })
  return {
    ...ownOrDefault(story, words.personSubject(names), whomTheyLookAfter(story, words, 'mail') + words.gap + next),
    preview: rep?.booking ? words.preview.assigned : words.replyReaches(names),
    chosen: chosenAnswers(story, words),
    button: rep?.booking ? words.timesButton(names) : words.pageButton,
    afterButton: words.replyReaches(names),
    footer: words.footer(names),
  }
}

function queuedWords(story: HandoffStory, words: Words): Told {
  const names = namesApart(story, words.direction)
  const promise = words.queuedPromise({ ...names, when: promisedTime(story, words) })
  return {
    ...ownOrDefault(story, words.queuedSubject(names), promise + words.gap + words.queuedNext),
    preview: words.preview.queued,
    chosen: chosenAnswers(story, words),
    button: words.pageButton,
    afterButton: '',
    footer: words.footer(names),
  }
}

function ownOrDefault(story: HandoffStory, subject: string, body: string): { subject: string; body: string } {
  const own = ownMessages(story).visitor
  return {
    subject: own.subject ? subjectLine(fillPlaceholders(own.subject, story), 200) : ownSubject(subject, 200),
    body: own.body ? fillPlaceholders(own.body, story) : body,
  }
}

/** The owner's labels of what was chosen: never what was typed. */
function chosenAnswers(story: HandoffStory, words: Words): Section {
  const isChosen = ([id]: [string, unknown]) => story.form.questions.some(question => question.id === id && 'options' in question)
  const chosen = Object.fromEntries(Object.entries(story.answers).filter(isChosen))
  const rows = story.form.questions.flatMap(question => {
    const answer = story.answers[question.id]
    const asked = translateQuestion(story.form, question, story.locale)
    if (answer === undefined || (asked.kind !== 'choice' && asked.kind !== 'choices')) return []
    const labels = optionLabels(asked, answer).map(label => apart(label, words.direction))
    return labels.length > 0 ? [{ label: oneLine(recall(asked.label, story.form.questions, chosen)), value: writeList(labels, words.language) }] : []
  })
  return { heading: words.told, rows }
}

function workspaceName(story: HandoffStory): string {
  return oneLine(story.workspace.name, 200)
}

function writeHtml(story: HandoffStory, told: Told, { language, direction }: Words): FilledTemplate {
  return fillTemplate(mailTemplates.visitorMail, {
    language,
    direction,
    start: startOf(direction),
    subject: told.subject,
    preview: told.preview,
    workspace: workspaceName(story),
    body: html`${paragraphs(told.body)}`,
    rep: story.rep ? repCard(story, direction) : '',
    chosen: told.chosen.rows.length > 0 ? sectionHtml(told.chosen, direction) : '',
    link: story.links.visitorPage,
    button: told.button,
    afterButton: told.afterButton,
    footer: told.footer,
  })
}

function startOf(direction: Direction): 'left' | 'right' {
  return direction === 'rtl' ? 'right' : 'left'
}

function repCard({ rep, links, workspace }: HandoffStory, direction: Direction): Html {
  const name = oneLine(rep?.name ?? '')
  const about = [oneLine(rep?.title ?? ''), oneLine(workspace.name)].filter(Boolean).join(' · ')
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse;"><tr>
    <td valign="middle" width="56" style="width:56px;padding:${besideStart(6, direction)};">${links.repPhoto ? photo(links.repPhoto, name) : initials(name)}</td>
    <td valign="middle" style="padding:6px 0;line-height:22px;"><span class="strong" dir="auto" style="font-size:17px;font-weight:600;color:#171b24;">${name}</span><br><span class="muted" dir="auto" style="font-size:14px;color:#5b6472;">${about}</span></td>
  </tr></table>`
}

function photo(url: string, name: string): Html {
  return html`<img src="${url}" alt="${name}" width="56" height="56" style="display:block;width:56px;height:56px;border-radius:28px;object-fit:cover;">`
}

function initials(name: string): Html {
  return html`<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="initials" align="center" valign="middle" width="56" height="56" bgcolor="#e9edfb" style="width:56px;height:56px;border-radius:28px;background-color:#e9edfb;color:#3550c4;font-size:19px;font-weight:600;" aria-hidden="true">${initialsOf(name)}</td></tr></table>`
}

function writeText(story: HandoffStory, told: Told, words: Words): string {
  const { rep } = story
  const signature = rep ? [oneLine(rep.name), oneLine(rep.title), workspaceName(story)].filter(Boolean).join('\n') : workspaceName(story)
  const parts = [
    wrap(told.subject),
    wrap(told.body),
    told.chosen.rows.length > 0 ? sectionText(told.chosen) : '',
    `${told.button}${words.colon}\n${story.links.visitorPage}`,
    wrap(told.afterButton),
    signature,
    // "-- " is how plain text parts a signature from the message (RFC 3676, 4.3).
    `-- \n${wrap(told.footer)}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
