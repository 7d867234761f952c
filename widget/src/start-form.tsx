/// <reference types="vite/client" />

import { canonicalAnswer, checkAnswer } from '@baton/shared/answers'
import type { Embedded } from '@baton/shared/api'
import type { Answers, AnswerValue, PublicForm } from '@baton/shared/form'
import { tellFrom } from './events.ts'
import { type Attention, createModel } from './model.ts'
import { readingOf } from './moments.ts'
import { paint } from './paint.ts'
import { flowFacts, followVisit } from './read-page.ts'
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
    origin,
    locale,
    tell,
    text: textFor(form.locale),
    reading: readingOf(form.locale, navigator.languages ?? [], page.timeZone),
    facts: flowFacts(page.touches, locale),
    prefill: readPrefill(form, setting),
    readVisit: page.read,
    mintId: mintSubmissionId,
    send: (body, pause) => send({ url, body, fetch, pause, random: Math.random }),
    copy: copyText,
  })
  let viewed = -1
  return {
    attach(root) {
      const { frame, dispose } = prepareRoot(root, host)
      model.draw = attention => {
        paint(frame, <Widget model={model} />)
        if (attention) attend(frame, attention)
        const { now, step } = model.state
        if (viewed < 0) tell('baton:ready', {})
        if (now.phase !== 'asking' || viewed === step) return
        viewed = step
        tell('baton:view', { step: step + 1, total: model.steps.length, questionIds: model.steps[step]?.map(({ id }) => id) ?? [] })
      }
      model.draw()
      return () => {
        model.draw = () => {}
        dispose()
      }
    },
  }
}

/** Styles as a constructed sheet, which a strict content security policy allows, and a frame that carries the colour scheme. */
function prepareRoot(root: ShadowRoot, host: HTMLElement): { frame: HTMLElement; dispose(): void } {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const frame = document.createElement('div')
  const darkSystem = matchMedia('(prefers-color-scheme: dark)')
  const paintScheme = () => {
    // A page that declares one scheme means it; one that says nothing, or both, leaves it to the visitor's system.
    const scheme = host.dataset.theme ?? getComputedStyle(host).colorScheme
    frame.className = scheme === 'dark' || (scheme !== 'light' && darkSystem.matches) ? 'dark' : ''
  }
  const themed = new MutationObserver(paintScheme)
  themed.observe(host, { attributeFilter: ['data-theme', 'style', 'class'] })
  darkSystem.addEventListener('change', paintScheme)
  paintScheme()
  root.append(frame)
  return {
    frame,
    dispose() {
      themed.disconnect()
      darkSystem.removeEventListener('change', paintScheme)
      frame.remove()
    },
  }
}

/** Puts the cursor on an element or its first control; in a group of radios, on the chosen one. */
function attend(frame: HTMLElement, attention: Attention): void {
  const element = frame.querySelector<HTMLElement>(`#${attention}`)
  const first = element?.querySelector<HTMLInputElement>('input, select, textarea')
  const chosen = first?.type === 'radio' && element?.querySelector<HTMLElement>(`[name=${first.name}]:checked`)
  ;(chosen || first || element)?.focus()
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
