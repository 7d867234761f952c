// @vitest-environment happy-dom
import type { AnswerValue, Question } from '@baton/shared/form'
import { fireEvent } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formOf, serverThat, show, taken } from './form-on-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
  sessionStorage.clear()
})

const options = [
  { id: 'one', label: 'The first' },
  { id: 'two', label: 'The second' },
]

/** How each kind is told to those who hear it, and how it is answered. */
const kinds: { question: Question; role: string | null; written: string; sent: AnswerValue; known: string }[] = [
  { question: { id: 'a', kind: 'text', label: '' }, role: 'textbox', written: 'Zoë', sent: 'Zoë', known: 'Zoë' },
  { question: { id: 'a', kind: 'longText', label: '' }, role: 'textbox', written: 'One\ntwo', sent: 'One\ntwo', known: 'One\ntwo' },
  {
    question: { id: 'a', kind: 'email', label: '' },
    role: 'textbox',
    written: 'zoe@contoso.example',
    sent: 'zoe@contoso.example',
    known: 'zoe@contoso.example',
  },
  { question: { id: 'a', kind: 'phone', label: '' }, role: 'textbox', written: '+49 30 123456', sent: '+49 30 123456', known: '+49 30 123456' },
  { question: { id: 'a', kind: 'url', label: '' }, role: 'textbox', written: 'contoso.example', sent: 'contoso.example', known: 'contoso.example' },
  { question: { id: 'a', kind: 'number', label: '' }, role: 'textbox', written: '40', sent: 40, known: '40' },
  { question: { id: 'a', kind: 'choice', label: '', options }, role: 'radiogroup', written: 'The second', sent: 'two', known: 'TWO' },
  { question: { id: 'a', kind: 'choices', label: '', options }, role: 'group', written: 'The second', sent: ['two'], known: 'two,nine' },
  { question: { id: 'a', kind: 'country', label: '' }, role: 'combobox', written: 'DE', sent: 'DE', known: 'de' },
  { question: { id: 'a', kind: 'date', label: '' }, role: null, written: '2026-12-01', sent: '2026-12-01', known: '2026-12-01' },
  { question: { id: 'a', kind: 'consent', label: '' }, role: 'checkbox', written: 'true', sent: true, known: 'true' },
]
const each = kinds.map(one => [one.question.kind, one] as const)

type Page = ReturnType<typeof show>

/** The form of one question, labelled and explained. */
async function ask({ question }: (typeof kinds)[number], more: Partial<Question> = {}, options: Parameters<typeof show>[1] = {}) {
  const asked = { ...question, label: 'What is asked', hint: 'What helps', required: true, ...more } as Question
  const page = show(formOf([asked], { title: 'A form' }), options)
  await page.pass(0)
  return page
}

/** What has the question's name: a control, or the group of its options. */
function named({ see }: Page, role: string | null, name: RegExp = /^What is asked$/): HTMLElement {
  return role ? see.getByRole(role, { name }) : see.getByLabelText(name)
}

/** Each control that takes the answer. */
const controls = (element: HTMLElement) => (element.localName === 'fieldset' ? [...element.querySelectorAll('input')] : [element as HTMLInputElement])

/** What is read after the name, in order. */
function described({ root }: Page, element: HTMLElement): (string | null | undefined)[] {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map(id => root.getElementById(id)?.textContent?.trim())
}

/** Whether it is told as wrong: checkboxes are each, for a group cannot be. */
const isInvalid = (element: HTMLElement) =>
  (element.getAttribute('role') || element.localName !== 'fieldset' ? [element] : controls(element)).map(one => one.getAttribute('aria-invalid'))

async function answer(page: Page, { question: { kind }, written, role }: (typeof kinds)[number]): Promise<void> {
  if (kind === 'consent') await page.choose('What is asked')
  else if ('choice' === kind || 'choices' === kind) await page.choose(written)
  else {
    const control = named(page, role)
    fireEvent.input(control, { target: { value: written } })
    fireEvent.blur(control)
    await page.pass(0)
  }
}

describe.each(each)('%s', (kind, one) => {
  const consent = kind === 'consent'
  const grouped = kind === 'choice' || kind === 'choices'

  it('has its question for a name and what helps for a description, and is not wrong before it was tried', async () => {
    const page = await ask(one)
    const element = named(page, one.role)
    expect(described(page, element)).toEqual(['What helps'])
    expect(new Set(isInvalid(element))).toEqual(new Set(['false']))
    expect(page.see.queryByRole('alert')).toBeNull()
  })

  it('says that it may be left out, else that it may not', async () => {
    const must = named(await ask(one), one.role)
    if (kind !== 'choices') expect(must.getAttribute(kind === 'choice' ? 'aria-required' : 'required')).toBe(kind === 'choice' ? 'true' : '')
    document.body.replaceChildren()
    const may = named(await ask(one, { required: false }), one.role, consent ? undefined : /^What is asked \(optional\)$/)
    expect(may.hasAttribute('required')).toBe(false)
    expect(may.getAttribute('aria-required')).not.toBe('true')
  })

  it('is told as wrong with the reason at its control and once aloud, has the cursor, and is right again once answered', async () => {
    const server = serverThat(taken)
    const page = await ask(one, {}, { fetch: server.fetch })
    await page.press('Send')
    const element = named(page, one.role)
    const problem = page.see.getByRole('alert')
    expect(problem.textContent).toMatch(/^Please /)
    expect(described(page, element)).toEqual(['What helps', problem.textContent])
    expect(new Set(isInvalid(element))).toEqual(new Set(['true']))
    expect(page.cursor()).toBe(controls(element)[0])
    await answer(page, one)
    expect(new Set(isInvalid(element))).toEqual(new Set(['false']))
    expect(described(page, element)).toEqual(['What helps'])
    expect(page.see.queryByRole('alert')).toBeNull()
    await page.press('Send')
    await page.pass(0)
    expect(server.received[0]?.answers).toEqual({ a: one.sent })
  })

  it(consent ? 'is never ticked by the page' : 'takes what the page knows', async () => {
    const server = serverThat(taken)
    const page = await ask(one, { required: false }, { fetch: server.fetch, attributes: { 'data-prefill-a': one.known } })
    const element = named(page, one.role, /^What is asked/)
    const shown = controls(element).map(control => (grouped || consent ? control.checked : control.value))
    expect(shown).toEqual(consent ? [false] : grouped ? [false, true] : [String(one.sent)])
    await page.press('Send')
    await page.pass(0)
    expect(server.received[0]?.answers).toEqual(consent ? {} : { a: one.sent })
  })

  it('cannot be changed while it is on its way, and that it is on its way is said', async () => {
    const sent: string[] = []
    const fetch = (async (url: unknown) => {
      if (String(url).endsWith('/token')) return Response.json({ token: 'began just now', expiresAt: '2026-11-24T10:00:00Z' })
      sent.push(String(url))
      return new Promise(() => undefined) // never answered
    }) as typeof globalThis.fetch
    const page = await ask(one, {}, { fetch })
    await answer(page, one)
    const element = named(page, one.role)
    await page.press('Send')
    await page.pass(0)
    expect(sent).toHaveLength(1)
    for (const control of controls(element)) expect(control.closest('fieldset[disabled]')).not.toBeNull()
    const button = page.see.getByRole('button', { name: 'Send' })
    expect([button.getAttribute('aria-busy'), button.getAttribute('aria-disabled'), button.hasAttribute('disabled')]).toEqual(['true', 'true', false])
    expect(page.see.getByRole('status').textContent).toBe('Sending…')
    await page.press('Send')
    await page.pass(0)
    expect(sent).toHaveLength(1)
  })

  it('shows a question of 300 letters, and options as long, to the last letter', async () => {
    const long = `${'wide '.repeat(59)}whole`
    const options = ['First', 'Second'].map((word, at) => ({ id: String(at), label: `${word} ${long}` }))
    const page = await ask(one, { label: long, ...(grouped && { options }) } as Partial<Question>)
    expect(long).toHaveLength(300)
    const element = page.see.getAllByText(long)[0]
    expect(element?.textContent).toBe(long)
    if (grouped) for (const { label } of options) expect(page.see.getByLabelText(label)).toBeTruthy()
  })
})

describe.each(['choice', 'choices'] as const)('%s of 200 options', kind => {
  const options = Array.from({ length: 200 }, (_, at) => ({ id: `o${at}`, label: `Option ${at}` }))

  it('has each of them, and each can be chosen', async () => {
    const server = serverThat(taken)
    const page = show(formOf([{ id: 'a', kind, label: 'Which?', required: true, options }]), { fetch: server.fetch })
    const inputs = page.see.getAllByRole<HTMLInputElement>(kind === 'choice' ? 'radio' : 'checkbox')
    expect(inputs.map(input => input.labels?.[0]?.textContent)).toEqual(options.map(({ label }) => label))
    const chosen = [0, 8, 9, 100, 199]
    for (const at of chosen) await page.choose(`Option ${at}`)
    expect(inputs.flatMap((input, at) => (input.checked ? [at] : []))).toEqual(kind === 'choice' ? [199] : chosen)
    await page.press('Send')
    await page.pass(0)
    expect(server.received[0]?.answers).toEqual({ a: kind === 'choice' ? 'o199' : chosen.map(at => `o${at}`) })
  })
})

it('asks a question of a kind that only a newer server knows as text, and sends what was written', async () => {
  const server = serverThat(taken)
  const newer = { id: 'a', kind: 'signature', label: 'Sign here', required: true } as unknown as Question // what a later version may add
  const page = show(formOf([newer]), { fetch: server.fetch })
  await page.press('Send')
  expect(page.see.getByRole('alert').textContent).toBe('Please fill this in.')
  await page.fill('Sign here', 'Zoë Ångström')
  fireEvent.blur(page.see.getByRole('textbox', { name: 'Sign here' }))
  await page.press('Send')
  await page.pass(0)
  expect(server.received[0]?.answers).toEqual({ a: 'Zoë Ångström' })
})
