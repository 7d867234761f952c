// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { email, formOf, name, seats, serverThat, show, size, taken } from './form-on-page.ts'

const form = formOf([email, size, seats, name])
const key = 'baton:draft:demo'

afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
  sessionStorage.clear()
})

/** Fills in two screens and stands on the third. */
async function begin(fetch = serverThat('no network').fetch) {
  const page = show(form, { fetch })
  await page.fill('Work email', 'zoe@contoso.example')
  await page.press('Continue')
  await page.choose('More than 200')
  await page.press('Continue')
  await page.fill('How many seats?', '40')
  return page
}

/** As after a reload: nothing is left but what the tab keeps. */
async function reload(fetch = serverThat(taken).fetch) {
  document.body.replaceChildren()
  const page = show(form, { fetch })
  await expect.poll(() => page.text()).toContain('Your answers are still here')
  return page
}

it('goes on after a reload where it was, also past questions that depend on answers', async () => {
  await begin()
  const page = await reload()
  expect((page.see.getByLabelText('How many seats?') as HTMLInputElement).value).toBe('40')
  await page.press('Continue')
  expect(page.text()).not.toContain('still here')
  await page.press('Back')
  await page.press('Back')
  await page.press('Back')
  expect((page.see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe@contoso.example')
})

it('sends under the submission id it began with, so that what had arrived after all counts once', async () => {
  const dead = serverThat('no network')
  const first = await begin(dead.fetch)
  await first.press('Continue')
  await first.press('Send')
  await expect.poll(() => dead.received.length).toBe(1)
  const server = serverThat(taken)
  const page = await reload(server.fetch)
  await page.press('Send')
  await expect.poll(() => server.received.length).toBe(1)
  expect(server.received[0]).toMatchObject({ submissionId: dead.received[0]?.submissionId, answers: dead.received[0]?.answers })
  await expect.poll(() => page.text()).toContain('Ana looks after you')
  expect(sessionStorage.getItem(key)).toBeNull()
})

it('begins anew when asked to', async () => {
  await begin()
  const page = await reload()
  await page.press('Start over')
  expect((page.see.getByLabelText('Work email') as HTMLInputElement).value).toBe('')
  expect(page.text()).not.toContain('still here')
  expect(sessionStorage.getItem(key)).toBeNull()
})

it.each([
  ['a day later', () => JSON.stringify({ at: Date.now() - 86_500_000, submissionId: 'x', step: 1, entered: { email: 'old@contoso.example' } })],
  ['what somebody else wrote', () => '{"entered":'],
  ['nothing', () => 'null'],
])('takes up nothing from %s', async (_, kept) => {
  sessionStorage.setItem(key, kept())
  const page = show(form)
  await page.fill('Work email', '')
  expect(page.text()).not.toContain('still here')
  expect(page.see.getByText('1 of 3')).toBeTruthy()
})

it('works where the page has no storage', async () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const server = serverThat(taken)
  const page = await begin(server.fetch)
  await page.press('Continue')
  await page.press('Send')
  await expect.poll(() => server.received.length).toBe(1)
  vi.restoreAllMocks()
})
