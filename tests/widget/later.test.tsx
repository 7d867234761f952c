// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRest, email, formOf, name, serverThat, show, size, taken } from './form-on-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
  sessionStorage.clear()
})

/** What comes after the questions, which cannot be had at first: `true` where it can. The last answer is given again and again. */
function fileThat(...answers: boolean[]) {
  const attempts: number[] = []
  const load = async (attempt: number) => {
    attempts.push(attempt)
    if (!answers[Math.min(attempts.length, answers.length) - 1]) throw new TypeError('Failed to fetch dynamically imported module')
    return createRest
  }
  return { attempts, load }
}

const form = formOf([email], { fallbackUrl: 'https://example.com/contact' })

async function submitWith(file: ReturnType<typeof fileThat>, more = {}) {
  const server = serverThat(taken)
  const page = show(form, { fetch: server.fetch, load: file.load, ...more })
  await page.fill('Work email', 'zoe@contoso.example')
  await page.press('Send')
  await page.pass(0)
  return { ...page, received: server.received }
}

it('asks for what comes after the questions at the first key press, not before, and once', async () => {
  const file = fileThat(true)
  const { see, fill, pass } = show(formOf([email, name]), { load: file.load })
  const field = see.getByLabelText('Work email')
  field.focus()
  fireEvent.pointerDown(field)
  fireEvent.click(field)
  await pass(60_000)
  expect(file.attempts).toEqual([])
  fireEvent.keyDown(field, { key: 'z' })
  await fill('Work email', 'z')
  fireEvent.keyDown(field, { key: 'o' })
  await pass(0)
  expect(file.attempts).toEqual([0])
})

it.each([
  ['an option is chosen', (page: ReturnType<typeof show>) => page.choose('Up to 200')],
  ['the main button is pressed', (page: ReturnType<typeof show>) => page.press('Send')],
])('asks for it when %s with the mouse', async (_, act) => {
  const file = fileThat(true)
  await act(show(formOf([size]), { load: file.load }))
  expect(file.attempts).toEqual([0])
})

it('keeps the answers, says so and shows another way while it cannot be had, and tries again after longer and longer waits', async () => {
  const file = fileThat(false, false, false, true)
  const { see, pass, received, text } = await submitWith(file)
  expect(see.getByRole('alert').textContent).toContain('Your answers are safe here')
  expect(see.getByRole('link').getAttribute('href')).toBe('https://example.com/contact')
  const before = file.attempts.length
  await pass(1900)
  expect(file.attempts).toHaveLength(before)
  await pass(200)
  expect(file.attempts).toHaveLength(before + 1)
  await pass(3800)
  expect(file.attempts).toHaveLength(before + 1)
  await pass(20_000)
  expect(received).toMatchObject([{ answers: { email: 'zoe@contoso.example' } }])
  expect(text()).toContain('Ana looks after you')
})

it('asks under another address each time, for browsers remember what failed', async () => {
  const file = fileThat(false, false, true)
  const { pass } = await submitWith(file)
  await pass(20_000)
  expect(new Set(file.attempts).size).toBe(file.attempts.length)
})

it('tries at once when asked to', async () => {
  const file = fileThat(false, false, true)
  const { press, pass, received } = await submitWith(file)
  expect(received).toHaveLength(0)
  await press('Try again')
  await pass(0)
  expect(received).toHaveLength(1)
})

it('stops trying by itself in the end, and still does when asked', async () => {
  const file = fileThat(false)
  const { press, pass, see } = await submitWith(file)
  await pass(10 * 60_000)
  const { length } = file.attempts
  await pass(10 * 60_000)
  expect(file.attempts).toHaveLength(length)
  await press('Try again')
  expect(file.attempts).toHaveLength(length + 1)
  await pass(0)
  expect(see.getByRole('alert')).toBeTruthy()
})

it('gives up on a file that does not arrive in fifteen seconds', async () => {
  const { see, press, pass } = show(form, { load: () => new Promise(() => {}) })
  fireEvent.input(see.getByLabelText('Work email'), { target: { value: 'zoe@contoso.example' } })
  await press('Send')
  await pass(14_900)
  expect(see.queryByRole('alert')).toBeNull()
  await pass(200)
  expect(see.getByRole('alert').textContent).toContain('Your answers are safe here')
})

it('lets the visitor change answers while it cannot be had, and sends nothing behind their back', async () => {
  const file = fileThat(false, false, true)
  const { see, press, fill, pass, received } = await submitWith(file)
  await press('Change answers')
  await pass(60_000)
  expect(received).toHaveLength(0)
  expect((see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe@contoso.example')
  await fill('Work email', 'zoe@fabrikam.example')
  await press('Send')
  await pass(0)
  expect(received).toMatchObject([{ answers: { email: 'zoe@fabrikam.example' } }])
})

it('checks in full, before anything is sent, what was answered while it could not be had', async () => {
  const server = serverThat(taken)
  const seats = { id: 'seats', kind: 'number', label: 'Seats' } as const
  const { see, fill, press, pass } = show(formOf([seats, name]), { fetch: server.fetch, load: fileThat(false, false, true).load })
  await fill(/Seats/, 'forty')
  await pass(0)
  await press('Continue')
  await pass(60_000)
  expect(server.received).toHaveLength(0)
  expect(see.getByRole('alert').textContent).toContain('digits')
})

it('tells a screen reader once that sending failed', async () => {
  const [early, late] = [await submitWith(fileThat(false)), await submitWith(fileThat(true), { fetch: serverThat({ status: 503 }).fetch })]
  for (const { see } of [early, late]) {
    expect(see.getAllByText(/answers are safe/)).toEqual([see.getByRole('alert')])
    expect(see.getByRole('status').textContent).toBe('')
  }
})

it('offers countries as soon as it has them, also on the first screen', async () => {
  const country = { id: 'country', kind: 'country', label: 'Country' } as const
  const { see, pass } = show(formOf([country]), { load: fileThat(true).load, attributes: { 'data-prefill-country': 'de' } })
  await pass(0)
  const select = see.getByLabelText(/Country/) as HTMLSelectElement
  expect(select.options).toHaveLength(250)
  expect(select.value).toBe('DE')
})

it('draws no more once it is taken from the page, and shows what has come since when it is put back', async () => {
  let reply: (response: Response) => void = () => {}
  const { fetch } = serverThat(taken)
  const { root, detach, started, text, told } = await submitWith(fileThat(true), {
    fetch: (url: unknown, request?: RequestInit) => (String(url).endsWith('/token') ? fetch(String(url), request) : new Promise(resolve => (reply = resolve))),
  })
  const frame = root.querySelector('.card')?.parentElement
  detach()
  reply(new Response(JSON.stringify(taken !== 'no network' && taken.body), { status: 201 }))
  await vi.advanceTimersByTimeAsync(0)
  expect(told.at(-1)?.name).toBe('assigned')
  expect(frame?.childNodes).toHaveLength(0)
  expect(root.adoptedStyleSheets).toHaveLength(0)
  const seen = told.length
  started.attach(root)
  expect(text()).toContain('Ana looks after you')
  expect(root.adoptedStyleSheets).toHaveLength(2)
  expect(told).toHaveLength(seen)
})
