// @vitest-environment happy-dom
import type { PublicForm } from '@baton/shared/form'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Answer, email, formOf, name, serverThat, show, taken } from './form-on-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
  sessionStorage.clear()
})

const down: Answer = { status: 503 }
const form = formOf([email, name], { fallbackUrl: 'https://example.com/contact' })

/** Answers everything and sends it. */
const submitTo = (...answers: Answer[]) => submit(form, ...answers)

async function submit(form: PublicForm, ...answers: Answer[]) {
  const server = serverThat(...answers)
  const page = show(form, { fetch: server.fetch })
  await page.fill('Work email', 'zoe@contoso.example')
  await page.press('Continue')
  await page.fill(/Your name/, 'Zoë')
  await page.press('Send')
  await page.pass(0)
  return { ...page, received: server.received }
}

it('tries again by itself with the same submission id and the same answers', async () => {
  const { received, pass, text, told } = await submitTo('no network', down, { status: 429 }, { status: 408 }, taken)
  expect(text()).toContain('Your answers are safe here')
  await pass(60_000)
  expect(received).toHaveLength(5)
  expect(new Set(received.map(body => JSON.stringify(body))).size).toBe(1)
  expect(received[0]?.submissionId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(text()).toContain('Ana looks after you')
  expect(told.filter(({ name }) => name === 'submit')).toHaveLength(1)
})

it('asks for a token when the answering begins, not before, and sends it along', async () => {
  const asked: string[] = []
  const server = serverThat(taken)
  const fetch: typeof server.fetch = (url, request) => {
    asked.push(String(url))
    return server.fetch(url, request)
  }
  const page = show(form, { fetch })
  await page.pass(60_000)
  expect(asked).toEqual([])
  await page.fill('Work email', 'zoe@contoso.example')
  await page.pass(0)
  expect(asked).toEqual(['https://baton.test/v1/forms/demo/token'])
  await page.press('Continue')
  await page.press('Send')
  await page.pass(0)
  expect(server.received[0]?.renderToken).toBe('began just now')
  expect(asked).toHaveLength(2)
})

it('does the work that is asked for on a busy network, for its own submission, and sends it along', async () => {
  const server = serverThat(taken)
  const page = show(form, {
    fetch: async (url, request) => (String(url).endsWith('/token') ? Response.json({ token: 't', work }) : server.fetch(url, request)),
  })
  await page.fill('Work email', 'zoe@contoso.example')
  await page.press('Continue')
  await vi.waitFor(() => import(work)) // as long as it takes to be there
  await page.press('Send')
  await page.pass(0)
  const [body] = server.received
  expect(body?.renderToken).toBe(`t~work for ${body?.submissionId}`)
})

/** `work.js`, in short. */
const work = `data:text/javascript,${encodeURIComponent("export const solve = async (token, id) => token + '~work for ' + id")}`
const refusal = (code: string): Answer => ({ status: 422, body: { error: { code, message: '' } } })

/** Tokens in turn, the last one again and again, and answers to submissions. */
function busyServer(tokens: (object | 'hang')[], ...answers: Answer[]) {
  const server = serverThat(...answers)
  let asked = 0
  const fetch: typeof server.fetch = (url, request) => {
    if (!String(url).endsWith('/token')) return server.fetch(url, request)
    const told = tokens[Math.min(asked++, tokens.length - 1)]
    return told === 'hang' ? new Promise(() => {}) : Promise.resolve(Response.json(told))
  }
  return { received: server.received, fetch, asked: () => asked }
}

async function submitFrom({ fetch }: { fetch: typeof globalThis.fetch }) {
  const page = show(form, { fetch })
  page.fill('Work email', 'zoe@contoso.example')
  page.press('Continue')
  await vi.waitFor(() => import(work))
  page.press('Send')
  await page.pass(0)
  return page
}

it('asks for another token and works where the server wants work since the answering began, and is then answered', async () => {
  const server = busyServer([{ token: 'early' }, { token: 'busy', work }], refusal('work_required'), taken)
  const page = await submitFrom(server)
  await vi.waitFor(() => expect(page.text()).toContain('Ana looks after you'))
  const [first, second] = server.received
  expect(first?.renderToken).toBe('early')
  expect(second?.renderToken).toBe(`busy~work for ${second?.submissionId}`)
  expect(second?.answers).toEqual(first?.answers)
  expect([server.received.length, page.told.filter(({ name }) => name === 'error')]).toEqual([2, []])
})

it('works again for a new submission: what was done for another id counts for that one alone', async () => {
  const server = busyServer([{ token: 't', work }], 'no network', refusal('submission_conflict'), taken)
  const page = await submitFrom(server)
  await vi.waitFor(() => expect(server.received).toHaveLength(1))
  await vi.waitFor(() => page.press('Change answers'))
  page.fill(/Your name/, 'Zoë Ångström')
  page.press('Send')
  await vi.waitFor(() => expect(page.text()).toContain('Ana looks after you'))
  expect(new Set(server.received.map(({ submissionId }) => submissionId)).size).toBe(2)
  for (const { submissionId, renderToken } of server.received) expect(renderToken).toBe(`t~work for ${submissionId}`)
})

it('says that it was refused where the server wants work again and again', async () => {
  const server = busyServer([{ token: 't' }], refusal('work_required'))
  const page = await submitFrom(server)
  await vi.waitFor(() => expect(page.told.at(-1)).toEqual({ name: 'error', detail: { formId: 'demo', code: 'refused' } }))
  await page.pass(60_000)
  expect([server.received.length, server.asked()]).toEqual([2, 2])
  expect(page.see.getByText(/did not take this form/, { selector: '.notice p' })).toBeTruthy()
})

it.each([
  ['at first', ['hang'], [taken], 1],
  ['the second time', [{ token: 'early' }, 'hang'], [refusal('work_required'), taken], 2],
] as const)('waits three seconds for a token that does not come %s, and sends without it', async (_, tokens, answers, sends) => {
  const server = busyServer([...tokens], ...answers)
  const page = await submitFrom(server)
  await page.pass(2900)
  expect(server.received).toHaveLength(sends - 1)
  await page.pass(200)
  expect(server.received).toHaveLength(sends)
  expect(server.received.at(-1)?.renderToken).toBeUndefined()
  expect(page.text()).toContain('Ana looks after you')
})

it('sends without a token where none can be had', async () => {
  const server = serverThat(taken)
  const page = show(form, { fetch: async (url, request) => (String(url).endsWith('/token') ? new Response('<p>Sign in</p>') : server.fetch(url, request)) })
  await page.fill('Work email', 'zoe@contoso.example')
  await page.press('Continue')
  await page.press('Send')
  await page.pass(0)
  expect(server.received[0]?.renderToken).toBeUndefined()
  expect(page.text()).toContain('Ana looks after you')
})

it('says when it tries again, and tries at once when asked to', async () => {
  const { received, see, text, pass, press } = await submitTo({ ...down, headers: { 'retry-after': '9' } }, taken)
  expect(text()).toContain('Trying again in 9 s.')
  await pass(2000)
  expect(text()).toContain('Trying again in 7 s.')
  expect(see.getByRole('status').textContent).not.toMatch(/\d s/)
  await press('Try again')
  await pass(0)
  expect(received).toHaveLength(2)
  expect(text()).toContain('Ana looks after you')
})

it('waits as long as the server asks for, and not a moment less', async () => {
  const { received, pass } = await submitTo({ ...down, headers: { 'retry-after': '20' } }, taken)
  await pass(19_900)
  expect(received).toHaveLength(1)
  await pass(200)
  expect(received).toHaveLength(2)
})

it('offers another way and the answers themselves after five tries, and still sends when asked again', async () => {
  const copied: string[] = []
  vi.stubGlobal('navigator', { ...navigator, languages: ['en'], language: 'en', clipboard: { writeText: async (text: string) => copied.push(text) } })
  const { received, pass, see, press, text, told } = await submitTo(down, down, down, down, down, taken)
  await pass(120_000)
  expect(received).toHaveLength(5)
  expect(see.getByRole('link').getAttribute('href')).toBe('https://example.com/contact')
  await press('Copy my answers')
  await pass(0)
  expect(copied).toEqual(['Work email: zoe@contoso.example\nYour name: Zoë'])
  expect(told.at(-1)).toEqual({ name: 'error', detail: { formId: 'demo', code: 'unreachable' } })
  await press('Try again')
  await pass(0)
  expect(text()).toContain('Ana looks after you')
  expect(received[5]).toEqual(received[0])
  vi.unstubAllGlobals()
})

it('shows the answers to copy by hand where the browser has no clipboard for it', async () => {
  vi.stubGlobal('navigator', { ...navigator, languages: ['en'], language: 'en', clipboard: undefined })
  const { pass, see, press } = await submitTo({ status: 403, body: { error: { code: 'origin_not_allowed' } } })
  await press('Copy my answers')
  await pass(0)
  expect((see.getByLabelText('Copy my answers') as HTMLTextAreaElement).value).toContain('Your name: Zoë')
  vi.unstubAllGlobals()
})

it('does not knock again where the server has refused', async () => {
  const { received, pass, see } = await submitTo({ status: 403, body: { error: { code: 'origin_not_allowed' } } })
  await pass(120_000)
  expect(received).toHaveLength(1)
  expect(see.getByText(/did not take this form/, { selector: '.notice p' })).toBeTruthy()
})

it('leads to the form’s own page where this one’s is of another day: the server asks what it does not', async () => {
  const problems = [{ path: '/answers/budget', code: 'required', message: 'Please fill this in.' }]
  const { see } = await submit({ ...form, fallbackUrl: undefined }, { status: 422, body: { error: { code: 'invalid_answers', message: '', problems } } })
  expect(see.getByRole('alert').textContent).toMatch(/did not take this form/)
  expect(see.getByText('Contact us another way').closest('a')?.href).toBe('https://baton.test/f/demo')
})

it('goes back to the question the server objects to, with everything still filled in', async () => {
  const problems = [{ path: '/answers/email', code: 'not_an_email', message: 'This address does not exist.' }]
  const { see, cursor, press, pass, received, text } = await submitTo(
    { status: 422, body: { error: { code: 'invalid_answers', message: '', problems } } },
    taken,
  )
  const field = see.getByLabelText('Work email') as HTMLInputElement
  expect(see.getByRole('alert').textContent).toBe('This address does not exist.')
  expect(field.value).toBe('zoe@contoso.example')
  expect(cursor()).toBe(field)
  await press('Continue')
  await press('Send')
  await pass(0)
  expect(received[1]?.submissionId).toBe(received[0]?.submissionId)
  expect(text()).toContain('Ana looks after you')
})

it('makes a new submission of changed answers when the first ones had arrived after all', async () => {
  const conflict: Answer = { status: 422, body: { error: { code: 'submission_conflict', message: '' } } }
  const { received, press, fill, pass, text } = await submitTo('no network', conflict, taken)
  await press('Change answers')
  await fill(/Your name/, 'Zoë Ångström')
  await press('Send')
  await pass(0)
  expect(received[1]).toMatchObject({ submissionId: received[0]?.submissionId, answers: { name: 'Zoë Ångström' } })
  expect(received[2]?.submissionId).not.toBe(received[0]?.submissionId)
  expect(received[2]?.answers).toEqual(received[1]?.answers)
  expect(text()).toContain('Ana looks after you')
})

it('makes a new submission as often as the visitor changes answers that had arrived after all', async () => {
  const conflict = refusal('submission_conflict')
  const { received, press, fill, pass, text } = await submitTo('no network', conflict, 'no network', conflict, taken)
  for (const name of ['Zoë Ångström', 'Zoë A.']) {
    press('Change answers')
    fill(/Your name/, name)
    press('Send')
    await pass(0)
  }
  expect(new Set(received.map(({ submissionId }) => submissionId)).size).toBe(3)
  expect(received.at(-1)?.answers).toMatchObject({ name: 'Zoë A.' })
  expect(text()).toContain('Ana looks after you')
})

it('takes a hotel’s sign-in page, which answers everything with 200, for no answer at all', async () => {
  const { received, pass } = await submitTo({ status: 200, body: { welcome: true } }, taken)
  await pass(10_000)
  expect(received).toHaveLength(2)
})

it('keeps the cursor on the main button while sending fails and succeeds', async () => {
  const { cursor, see, pass, root } = await submitTo('no network', taken)
  expect(cursor()).toBe(see.getByRole('button', { name: 'Try again' }))
  await pass(10_000)
  expect(cursor()).toBe(root.querySelector('h2'))
})

it('sends what a bot wrote into the field people do not see', async () => {
  const server = serverThat(taken)
  const { root, press, pass } = show(formOf([name]), { fetch: server.fetch })
  const trap = root.querySelector<HTMLInputElement>('[name=company_website]')
  expect(trap?.getAttribute('tabindex')).toBe('-1')
  if (trap) trap.value = 'spam.example'
  await press('Send')
  await pass(0)
  expect(server.received[0]?.company_website).toBe('spam.example')
})
