import { own } from '@baton/shared/condition'
import { isAnswered } from '@baton/shared/flow'
import type { Answers, PublicForm, Question } from '@baton/shared/form'
import { fill } from '@baton/shared/words/fill'
import { languageOf, languages } from '@baton/shared/words/languages'
import type { Words } from '@baton/shared/words/words'
import { type Conversation, fieldNames } from '../hosted-form/conversation.ts'
import type { QuestionsScreen, Shown } from '../hosted-form/next-screen.ts'
import { knownLocale } from '../messages/moments.ts'
import { readableAnswer } from '../messages/readable-answer.ts'
import { controlId, labelOf, questionFields } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { pageFrame } from './page-frame.ts'

export interface FormPageView {
  workspaceName: string
  /** Where it is sent. */
  action: string
  /** In the page's language. */
  form: PublicForm
  conversation: Conversation
  /** As they count, question by question. */
  answers: Answers
  screen: Shown
  /** On the first page the widget takes the form's place where its script runs. What the address of the page fills in it has to be told. */
  widget: { script: string; prefill: [questionId: string, text: string][] } | null
}

/** One screen of a form as a page that needs no script. */
export function formPage(view: FormPageView): string {
  const { workspaceName, form, screen, widget } = view
  const words = languages[languageOf(form.locale)]
  const card = screen.kind === 'questions' ? questionsCard(view, screen, words) : reviewCard(view, screen, words)
  const told = screen.kind === 'questions' ? [screen.problems.size > 0 && words.page.error, screen.number > 1 && progressOf(screen, words)] : [words.page.ready]
  const body = html`<main>
    <h1 class="from">${workspaceName}</h1>
    ${widget ? withWidget(form, widget, card) : card}
  </main>`
  const title = [...told, form.title, workspaceName].filter(Boolean).join(' · ')
  return pageFrame({ title, body, language: form.locale, referrer: 'same-origin' })
}

/**
 * What stands in the element is not shown any more once the element has a shadow root. The script comes first and is waited for, so that nothing moves
 * and nobody has typed into a form that is taken away.
 */
function withWidget(form: PublicForm, { script, prefill }: NonNullable<FormPageView['widget']>, card: Html): Html {
  const known = prefill.filter(([id]) => /^[\w-]+$/.test(id)).map(([id, text]) => html` data-prefill-${id}="${text}"`)
  return html`<script src="${script}"></script><baton-form form="${form.id}"${known}>${card}</baton-form>`
}

function questionsCard(view: FormPageView, screen: QuestionsScreen, words: Words): Html {
  const { form, conversation } = view
  const { problems, added, questions } = screen
  const isFirst = screen.number === 1
  const last = screen.number === screen.total
  const progress = progressOf(screen, words)
  const focused = problems.size > 0 ? null : (added[0] ?? (isFirst ? null : (questions[0] ?? null)))
  const fields = { form, words, entered: conversation.entered, problems, focused }
  return formOf(
    html`${screen.total > 1 && html`<div class="progress"><progress max="${screen.total}" value="${screen.number}" aria-label="${progress}"></progress>${progress}</div>`}
    ${isFirst && form.title && html`<h2>${form.title}</h2>${form.intro && html`<p class="intro">${form.intro}</p>`}`}
    ${problems.size > 0 && problemList(view, screen, words)}
    ${problems.size === 0 && added.length > 0 && html`<p class="note" role="status">${words.page.oneMore}</p>`}
    ${questions.map(question => html`${questionFields(fields, question)}<input type="hidden" name="${fieldNames.asked}" value="${question.id}">`)}
    ${trap(words)}
    ${actions({ label: last ? form.submitLabel || words.asking.send : words.asking.continue, pressed: last ? 'send' : 'on', back: isFirst ? null : words.asking.back })}`,
    view,
    words,
  )
}

/** What was answered, before it is sent by a button that says so. */
function reviewCard(view: FormPageView, screen: Shown & { kind: 'review' }, words: Words): Html {
  const { form, answers } = view
  const told = form.questions.filter(({ id, kind }) => kind !== 'hidden' && isAnswered(own(answers, id)))
  return formOf(
    html`<h2>${words.page.ready}</h2><p class="soft">${words.page.readyBody}</p>
    <dl>${told.map(question => html`<dt>${labelOf({ form, entered: answers }, question)}</dt><dd>${inWords(question, answers, form.locale)}</dd>`)}</dl>
    ${trap(words)}
    ${actions({ label: form.submitLabel || words.asking.send, pressed: 'send', back: screen.step > 0 ? words.asking.back : null })}`,
    view,
    words,
  )
}

function inWords(question: Question, answers: Answers, locale: string): Html {
  if (question.kind === 'consent') return html`✓`
  return html`<bdi>${readableAnswer(question, own(answers, question.id) ?? '', knownLocale(locale))}</bdi>`
}

/** Our own fields, and what was answered on other screens: nothing of a conversation is kept on the server. */
function formOf(content: Html, { action, form, conversation, screen }: FormPageView, words: Words): Html {
  const shown = screen.kind === 'questions' ? screen.questions.map(({ id }) => id) : []
  const { submissionId, renderToken, arrival, entered } = conversation
  const carried: [string, string | number][] = [
    [fieldNames.submissionId, submissionId],
    [fieldNames.renderToken, renderToken],
    [fieldNames.url, arrival.url],
    [fieldNames.referrer, arrival.referrer],
    [fieldNames.at, arrival.at],
    [fieldNames.step, screen.step],
    ...conversation.known.map(id => [fieldNames.known, id] as [string, string]),
    ...form.questions.filter(({ id }) => !shown.includes(id)).flatMap(({ id }) => valuesOf(entered, id).map(value => [id, value] as [string, string])),
  ]
  return html`<form class="card form" method="post" action="${action}" accept-charset="utf-8" novalidate aria-label="${form.title || words.asking.form}">
    ${carried.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    ${content}
  </form>`
}

function valuesOf(entered: Answers, id: string): string[] {
  const answer = own(entered, id)
  if (!isAnswered(answer)) return []
  return Array.isArray(answer) ? answer : [answer === true ? 'yes' : String(answer)]
}

/** Says what is wrong above everything else, and has the cursor; each line leads to its question. */
function problemList({ form, conversation }: FormPageView, { questions, problems }: QuestionsScreen, words: Words): Html {
  const wrong = questions.filter(({ id }) => problems.has(id))
  return html`<div class="problems" role="group" aria-labelledby="problems" tabindex="-1" autofocus>
      <h2 id="problems">${words.sending.lookAgain}</h2>
      <ul>${wrong.map(question => html`<li><a href="#${controlId(form, question)}">${labelOf({ form, entered: conversation.entered }, question)}</a></li>`)}</ul>
    </div>`
}

/** People do not see it; bots like to fill it. */
function trap(words: Words): Html {
  return html`<label class="unseen" aria-hidden="true">${words.page.leaveEmpty}<input name="${fieldNames.trap}" tabindex="-1" autocomplete="off"></label>`
}

/** The first button of a form is the one that Enter presses. */
function actions({ label, pressed, back }: { label: string; pressed: 'on' | 'send'; back: string | null }): Html {
  return html`<div class="actions"><button class="button" name="${fieldNames.pressed}" value="${pressed}">${label}</button>${back && html`<button name="${fieldNames.pressed}" value="back">${back}</button>`}</div>`
}

function progressOf({ number, total }: QuestionsScreen, words: Words): string {
  return fill(words.asking.progress, { step: number, total })
}
