/// <reference types="vite/client" />

import { canonicalAnswer, checkAnswer } from '@baton/shared/answers'
import type { Embedded } from '@baton/shared/api'
import type { Answers, AnswerValue, PublicForm } from '@baton/shared/form'
import { effect } from '@preact/signals'
import { render } from 'preact'
import type { Attention } from './asking.ts'
import { tellFrom } from './events.ts'
import { createModel } from './model.ts'
import { readingOf } from './moments.ts'
import { flowFacts, followVisit } from './read-page.ts'
import { firstControl } from './registry.ts'
import { readScreen } from './screen.ts'
import styles from './styles.css?inline'
import { textFor } from './text.ts'
import { mintSubmissionId, send } from './transport.ts'
import { Widget } from './view/Widget.tsx'

/** A form that runs on a page. It outlives the places it is shown in. */
export interface StartedForm {
  /** Draws into a shadow root until the function it returns is called. */
  attach(root: ShadowRoot): () => void
}

interface FormOnPage extends Embedded {
  host: HTMLElement
  /** An attribute of the element, else of the script tag. */
  setting(name: string): string | null
  fetch: typeof fetch
}

/** Brings the parts together: the page, the model, the network and the view. */
export function startForm({ form, origin, host, setting, fetch }: FormOnPage): StartedForm {
  const page = followVisit()
  const locale = setting('data-locale') ?? navigator.language ?? form.locale
  const tell = tellFrom(host, form.id)
  const url = `${origin}/v1/forms/${encodeURIComponent(form.id)}/submissions`
  const model = createModel({
    form,
    locale,
    tell,
    facts: flowFacts(page.touches, locale),
    prefill: readPrefill(form, setting),
    text: textFor(form.locale),
    readVisit: page.read,
    mintId: mintSubmissionId,
    send: (body, pause) => send({ url, body, fetch, pause, random: Math.random }),
    copy: copyText,
  })
  const reading = readingOf(form.locale, navigator.languages ?? [], page.timeZone)
  let viewed = -1
  let attended: Attention | null = null

  return {
    attach(root) {
      const frame = prepareRoot(root, host)
      const stop = effect(() => {
        const screen = readScreen(model, reading, origin)
        const attention = model.attention.value
        render(<Widget screen={screen} />, frame)
        if (attention && attention !== attended) attend(root, attention)
        attended = attention
        if (viewed < 0) tell('baton:ready', {})
        if (screen.state.phase === 'asking' && viewed !== screen.step) {
          viewed = screen.step
          tell('baton:view', { step: viewed + 1, total: screen.total, questionIds: screen.questions.map(question => question.id) })
        }
      })
      return () => {
        stop()
        render(null, frame)
        frame.remove()
      }
    },
  }
}

/** Styles as a constructed sheet, which a strict content security policy allows, and a frame that carries the page's colour scheme. */
function prepareRoot(root: ShadowRoot, host: HTMLElement): HTMLElement {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const frame = document.createElement('div')
  // A page that declares one scheme means it; one that says nothing, or both, leaves it to the visitor's system.
  const scheme = getComputedStyle(host).colorScheme
  if (scheme === 'light' || scheme === 'dark') frame.className = scheme
  root.append(frame)
  return frame
}

function attend(root: ShadowRoot, attention: Attention): void {
  const find = (selector: string, within: ParentNode | undefined = root) => within?.querySelector<HTMLElement>(selector)
  if (attention.to === 'action') return find('.main')?.focus()
  if (attention.to !== 'question') return find(firstControl)?.focus()
  // By comparison, not by selector: a question's id may hold any character.
  const question = Array.from(root.querySelectorAll<HTMLElement>('[data-question]')).find(({ dataset }) => dataset.question === attention.questionId)
  ;(find(':checked:not(option)', question) ?? find('input, select, textarea', question))?.focus()
}

/** Answers the page knows: `data-prefill-<question>`, and for hidden questions the page's own query. What does not fit is left out. */
function readPrefill(form: PublicForm, setting: FormOnPage['setting']): Answers {
  const query = new URLSearchParams(location.search)
  const prefill: Record<string, AnswerValue> = {}
  for (const question of form.questions) {
    const { id, kind } = question
    const text = setting(`data-prefill-${id}`) ?? (kind === 'hidden' ? query.get(id) : null)
    if (!text || kind === 'consent') continue // agreeing is the visitor's to do
    const value = canonicalAnswer(question, kind === 'choices' ? text.split(',') : kind === 'hidden' ? text.slice(0, 200) : text)
    if (kind === 'number' || !checkAnswer(question, value)) prefill[id] = value
  }
  return prefill
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // an http page, or a page whose policy forbids it: the text is then shown instead
  }
}
