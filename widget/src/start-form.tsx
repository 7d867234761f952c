import type { Embedded } from '@baton/shared/api'
import type { PublicForm, Question } from '@baton/shared/form'
import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { tellFrom } from './events.ts'
import { adopt, attend, prepareRoot } from './frame.ts'
import { hasKept } from './kept-key.ts'
import { createModel, type Model, type ModelParts } from './model.ts'
import type { OpenOver, OverPage } from './modes/open-over.ts'
import { readPrefill } from './prefill.ts'
import { followVisit } from './read-page.ts'
import { findEntry } from './registry.ts'
import { Widget } from './view/Widget.tsx'

/** A form that runs on a page. It outlives the places it is shown in. */
export interface StartedForm {
  /** Draws into a shadow root until the function it returns is called. */
  attach(root: ShadowRoot): () => void
  /** Shows it, with the cursor in it. */
  open(): void
  /** Takes up answers that the page has learnt since. */
  prefill(): void
}

interface FormOnPage extends Pick<Embedded, 'form' | 'opening' | 'asksTouch' | 'origin' | 'text'>, Pick<ModelParts, 'fetch' | 'load'> {
  host: HTMLElement
  /** An attribute of the element, else of the script tag. */
  setting(name: string): string | null
  /** Fetches what opens a form over the page, and begins with it. */
  openMode(page: Omit<OverPage, 'words'>): Promise<OpenOver>
}

/** The first of these means that somebody answers: what comes after the questions is then fetched. */
const signsOfLife = ['keydown', 'input', 'submit']

/** Brings the parts together: the page, the model and the view. */
export function startForm({ form, opening, asksTouch, origin, text, host, setting, fetch, load, openMode }: FormOnPage): StartedForm {
  const page = followVisit()
  // What the visitor reads, as their browser writes it where it is the same language: "en-GB" for a form in "en".
  const locale = (navigator.languages ?? []).find(one => one.startsWith(form.locale)) ?? form.locale
  const tell = tellFrom(host, form.id)
  const model = createModel({ form, opening: questionsOf(form, opening), origin, locale, tell, page, fetch, load, text })
  const prefill = () => model.know(readPrefill(form, findEntry(form.id).given, setting))
  prefill()
  if (hasKept(form.id)) model.prepare()
  const noticeScreen = createNoticing(model, asksTouch)
  const draw = (root: ShadowRoot, parent: ParentNode) => {
    const { frame, dispose } = prepareRoot(root, parent, host)
    for (const sign of signsOfLife) frame.addEventListener(sign, model.prepare, { once: true })
    const stopDrawing = drawInto(frame, model, noticeScreen)
    const stopStyling = effect(() => {
      if (model.later.value) adopt(root, model.later.value.styles)
    })
    return () => {
      stopDrawing()
      stopStyling()
      render(null, frame)
      dispose()
    }
  }
  let over: Promise<OpenOver> | undefined
  return {
    prefill,
    open() {
      if (over) over.then(({ open }) => open())
      else {
        host.scrollIntoView({ block: 'nearest' })
        attend(host.shadowRoot, model.phase.value.phase === 'done' ? 'result' : 'step')
      }
    },
    attach(root) {
      const mode = setting('data-mode') ?? 'inline'
      if (mode === 'inline') return draw(root, root)
      over = openMode({ root, host, mode, formId: form.id, title: form.title, setting, draw: parent => draw(root, parent) })
      over.catch(() => {}) // without it there is no form over the page; the page is as it was
      return () => over?.then(({ dispose }) => dispose())
    },
  }
}

function questionsOf({ questions }: PublicForm, steps: string[][]): Question[][] {
  return steps.map(ids => ids.flatMap(id => questions.find(question => question.id === id) ?? []))
}

/** Draws after every change, until the function it returns is called. What the cursor and the page set off is no part of drawing. */
function drawInto(frame: HTMLElement, { view, attention }: Model, drawn: () => void): () => void {
  let attended = attention.peek()
  return effect(() => {
    render(<Widget view={view.value} />, frame)
    const wanted = attention.value
    untracked(() => {
      if (wanted && wanted !== attended) attend(frame, wanted.id)
      attended = wanted
      drawn()
    })
  })
}

/** Looks, after each drawing, whether a screen is seen for the first time in a row, and tells the page. */
function createNoticing({ phase, step, steps, asked, tell, prepare }: Model, asksTouch: boolean | undefined): () => void {
  let viewed = -1
  return () => {
    if (viewed < 0) tell('baton:ready', {})
    if (phase.value.phase !== 'asking' || viewed === step.value) return
    viewed = step.value
    // The names of countries and what brought the visitor here come with what is fetched; and if that could not be had before, it is
    // tried again on each screen.
    if (viewed > 0 || asksTouch || asked.value.some(({ kind }) => kind === 'country')) prepare()
    tell('baton:view', { step: viewed + 1, total: steps.value.length, questionIds: asked.value.map(({ id }) => id) })
  }
}
