import type { PublicBooking, SubmissionBody, SubmissionReply } from '@baton/shared/api'
import type { PublicForm, Question } from '@baton/shared/form'
import { asksTouch, openingOf } from '@baton/shared/public-form'
import { en } from '@baton/shared/words/en'
import { joinLater } from '@baton/widget/join-later.ts'
import { createChecking } from '@baton/widget/later/create-checking.tsx'
import type { CreateLater } from '@baton/widget/later/later-file.ts'
import type { ModelParts } from '@baton/widget/model.ts'
import { openOver } from '@baton/widget/modes/open-over.ts'
import { findBaton } from '@baton/widget/registry.ts'
import { createResult } from '@baton/widget/result/create-result.tsx'
import { startForm } from '@baton/widget/start-form.tsx'
import { createSending } from '@baton/widget/submit/create-sending.tsx'
import { fireEvent, within } from '@testing-library/preact'
import { vi } from 'vitest'

/** A form as the server sends it: questions on one screen each unless `steps` says otherwise. */
export function formOf(questions: Question[], more: Partial<PublicForm> = {}): PublicForm {
  return { id: 'demo', playbookVersion: 1, locale: 'en', title: '', steps: questions.map(({ id }) => [id]), questions, ...more }
}

export const email: Question = { id: 'email', kind: 'email', label: 'Work email', required: true }
export const name: Question = { id: 'name', kind: 'text', label: 'Your name' }
export const size: Question = {
  id: 'companySize',
  kind: 'choice',
  label: 'Company size',
  required: true,
  options: [
    { id: 'small', label: 'Up to 200' },
    { id: 'large', label: 'More than 200' },
  ],
}
export const seats: Question = {
  id: 'seats',
  kind: 'number',
  label: 'How many seats?',
  required: true,
  min: 1,
  showWhen: { fact: 'answers.companySize', op: 'is', value: 'large' },
}

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'no network'

/** A server that gives these answers in turn, the last one again and again, and remembers what it was sent. */
export function serverThat(...answers: Answer[]) {
  const received: SubmissionBody[] = []
  const fetch = async (url: unknown, request?: RequestInit) => {
    if (String(url).endsWith('/token')) return Response.json({ token: 'began just now', expiresAt: '2026-11-24T10:00:00Z' })
    received.push(JSON.parse(String(request?.body)))
    const answer = answers[Math.min(received.length, answers.length) - 1]
    if (!answer || answer === 'no network') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status, headers: answer.headers ?? {} })
  }
  return { received, fetch: fetch as typeof globalThis.fetch }
}

export function assigned(booking: PublicBooking): Answer {
  const reply: SubmissionReply = {
    outcome: 'assigned',
    submissionId: 'b1',
    token: 't',
    rep: { name: 'Ana Lindqvist', title: 'Account Executive', photoUrl: null },
    booking,
    message: { heading: 'Ana looks after you', body: 'Pick a time.' },
  }
  return { status: 201, body: reply }
}

export const taken: Answer = assigned({ kind: 'none' })

interface Shown {
  fetch?: typeof globalThis.fetch
  /** How the code for what comes after the questions is had. */
  load?: (attempt: number) => ReturnType<ModelParts['load']>
  attributes?: Record<string, string>
}

/** What comes after the questions, in English. */
export const createRest: CreateLater = model =>
  joinLater(model, { createChecking, createSending, createResult }, { checking: en.sending, sending: en.sending, result: en.result })

/** Puts a form on the page as its script does, and acts on it as a visitor does. */
export function show(form: PublicForm, { fetch = serverThat(taken).fetch, load = async () => createRest, attributes = {} }: Shown = {}) {
  const host = document.createElement('div')
  for (const [attribute, value] of Object.entries(attributes)) host.setAttribute(attribute, value)
  document.body.append(host)
  const told: { name: string; detail: Record<string, unknown> }[] = []
  for (const event of ['ready', 'view', 'answer', 'submit', 'assigned', 'queued', 'disqualified', 'booked', 'error'])
    document.addEventListener(`baton:${event}`, happened => {
      if (happened.target === host) told.push({ name: event, detail: (happened as CustomEvent).detail }) // ours carry one
    })
  const root = host.attachShadow({ mode: 'open' })
  const setting = (attribute: string) => host.getAttribute(attribute)
  const started = startForm({
    form,
    opening: openingOf(form),
    asksTouch: asksTouch(form) || undefined,
    origin: 'https://baton.test',
    text: en.asking,
    host,
    setting,
    fetch,
    load,
    openMode: async page => openOver({ ...page, words: en.modes }),
  })
  const detach = started.attach(root)
  const see = within(root as unknown as HTMLElement) // its queries ask for no more than a shadow root has
  // What comes after the first question is on its way since the first key press.
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve()
  }
  const press = async (button: string | RegExp) => {
    await settle()
    fireEvent.click(see.getByRole('button', { name: button }))
    await settle()
  }
  return {
    host,
    root,
    see,
    told,
    started,
    detach,
    press,
    /** Answers that the page's script knows. */
    give(answers: Record<string, unknown>) {
      findBaton().prefill(form.id, answers)
      started.prefill()
    },
    async fill(label: string | RegExp, value: string) {
      fireEvent.input(see.getByLabelText(label), { target: { value } })
      await settle()
    },
    async choose(label: string) {
      fireEvent.click(see.getByLabelText(label))
      await settle()
    },
    cursor: () => root.activeElement,
    text: () => root.querySelector('.card')?.textContent ?? '',
    /** Lets replies arrive and, with fake timers, time pass. */
    pass: (durationMs: number) => vi.advanceTimersByTimeAsync(durationMs),
  }
}
