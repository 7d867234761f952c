// @vitest-environment happy-dom
import type { DraftBody, SubmissionBody } from '@baton/shared/api'
import type { Question } from '@baton/shared/form'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, email, formOf, name, show, size, taken } from './form-on-page.ts'

const keep: Question = { id: 'keep', kind: 'consent', label: 'Keep my answers' }
const goal: Question = { id: 'goal', kind: 'text', label: 'What should get better?' }
const form = formOf([email, keep, size, goal], { remember: { consent: 'keep' } })
const always = formOf([email, size, goal], { remember: 'always' })
const key = 'baton:draft:demo'
const zoe = 'zoe@contoso.example'

beforeEach(() => history.replaceState(null, '', '/'))
afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
  sessionStorage.clear()
  localStorage.clear()
  delete window.baton
})

/** A server that takes drafts as `answer` says, and every submission. */
function server(answer: (put: number) => Promise<Answer> | Answer = () => ({ status: 204 })) {
  const puts: { url: string; draftId: string; body: DraftBody; request: RequestInit }[] = []
  const submissions: SubmissionBody[] = []
  const fetch = async (url: unknown, request?: RequestInit) => {
    if (String(url).endsWith('/token')) return Response.json({ token: 'began just now', expiresAt: '2026-11-24T10:00:00Z' })
    const body = JSON.parse(String(request?.body))
    if (request?.method === 'PUT') {
      puts.push({ url: String(url), draftId: String(url).split('/').at(-1) ?? '', body, request })
      const told = await answer(puts.length)
      if (told === 'no network') throw new TypeError('Failed to fetch')
      return new Response(null, { status: told.status })
    }
    submissions.push(body)
    return new Response(JSON.stringify((taken as { body: unknown }).body), { status: 201 })
  }
  return { puts, submissions, last: () => puts.at(-1)?.body, fetch: fetch as typeof globalThis.fetch }
}

const remembered = () => JSON.parse(localStorage.getItem(key) ?? 'null')
/** As another tab of the same browser. */
function openTab(shown = form, fetch = server().fetch) {
  document.body.replaceChildren()
  sessionStorage.clear()
  return show(shown, { fetch })
}
/** All that was on its way has happened. */
const turn = () => new Promise(resolve => setImmediate(resolve))
const leave = () => window.dispatchEvent(new Event('pagehide'))

/** The address, then a yes. */
async function agree(page: ReturnType<typeof show>) {
  await page.fill('Work email', zoe)
  await page.press('Continue')
  await page.choose('Keep my answers')
}

describe('drafts', () => {
  it('are sent after each screen once there is consent, which may come after the address', async () => {
    const { puts, submissions, fetch } = server()
    const page = show(form, { fetch })
    await agree(page)
    expect(puts).toEqual([])
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(1)
    await page.choose('Up to 200')
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(2)
    const [first, second] = puts
    expect(first?.url).toMatch(/^https:\/\/baton\.test\/v1\/forms\/demo\/drafts\/[0-9a-f-]{36}$/)
    expect(first?.request).toMatchObject({ keepalive: true, credentials: 'omit' })
    expect(first?.body).toMatchObject({ answers: { email: zoe, keep: true }, renderToken: 'began just now', company_website: '', playbookVersion: 1 })
    expect(first?.body).not.toHaveProperty('consent')
    expect(second?.body.answers).toEqual({ email: zoe, keep: true, companySize: 'small' })
    expect(second?.body.revision).toBeGreaterThan(first?.body.revision ?? 0)
    await page.fill(/get better/, 'Calls')
    await page.press('Send')
    await expect.poll(() => submissions.length).toBe(1)
    expect(new Set([...puts.map(({ draftId }) => draftId), submissions[0]?.submissionId]).size).toBe(1)
    await expect.poll(() => page.text()).toContain('Ana looks after you')
    leave()
    await turn()
    expect(puts).toHaveLength(2)
  })

  it.each([
    ['the form remembers nothing', formOf([email, keep, size, goal]), true],
    ['the visitor does not agree', form, false],
  ])('are not sent where %s, and nothing is stored', async (_, shown, agrees) => {
    const { puts, fetch } = server()
    const page = show(shown, { fetch })
    await page.fill('Work email', zoe)
    await page.press('Continue')
    if (agrees) await page.choose('Keep my answers')
    await page.press('Continue')
    await page.choose('Up to 200')
    await page.press('Continue')
    leave()
    await page.fill(/get better/, 'Calls')
    await page.press('Send')
    await expect.poll(() => page.text()).toContain('Ana looks after you')
    expect(puts).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  it('are not sent before there is an address that could be one', async () => {
    const { puts, fetch } = server()
    const page = show(formOf([size, { ...email, required: false }, goal], { remember: 'always' }), { fetch })
    await page.choose('Up to 200')
    await page.press('Continue')
    await page.fill(/Work email/, 'zoe at contoso')
    leave()
    await page.fill(/Work email/, zoe)
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(1)
  })

  it('go when the page goes, with what was typed since, and not twice', async () => {
    const { puts, last, fetch } = server()
    const page = show(always, { fetch })
    await page.fill('Work email', zoe)
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(1)
    leave()
    await page.choose('More than 200')
    leave()
    await expect.poll(() => last()?.answers).toEqual({ email: zoe, companySize: 'large' })
    leave()
    await turn()
    expect(puts).toHaveLength(2)
  })

  it('are under way one at a time: of those that come meanwhile the last is sent, and the page that goes waits for nothing', async () => {
    let arrive = () => {}
    const slow = new Promise<Answer>(resolve => {
      arrive = () => resolve({ status: 204 })
    })
    const { puts, fetch } = server(put => (put === 1 ? slow : { status: 204 }))
    const page = show(formOf([email, size, goal, name], { remember: 'always' }), { fetch })
    await page.fill('Work email', zoe)
    await page.press('Continue')
    await page.choose('Up to 200')
    await page.press('Continue')
    await page.fill(/get better/, 'Calls')
    await page.press('Continue')
    expect(puts).toHaveLength(1)
    await page.fill(/Your name/, 'Zoë')
    leave()
    await expect.poll(() => puts.length).toBe(2)
    expect(puts[1]?.body.answers).toMatchObject({ name: 'Zoë' })
    arrive()
    await expect.poll(() => puts.length).toBe(3)
    expect(puts[2]?.body.answers).toEqual({ email: zoe, companySize: 'small', goal: 'Calls' })
    expect(puts[2]?.body.revision).toBeLessThan(puts[1]?.body.revision ?? 0)
  })

  it.each<[string, Answer]>([
    ['cannot be reached', 'no network'],
    ['refuses', { status: 403 }],
    ['is away', { status: 503 }],
  ])('fail quietly where the server %s, and are not tried again', async (_, answer) => {
    const { puts, fetch } = server(() => answer)
    const page = show(always, { fetch })
    await page.fill('Work email', zoe)
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(1)
    await page.choose('Up to 200')
    expect(page.root.querySelector('.notice')).toBeNull()
    expect(page.told.map(({ name }) => name)).not.toContain('error')
    expect(puts).toHaveLength(1)
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(2)
  })

  it('are taken away with the consent, here and on the server, and none follows', async () => {
    const { puts, last, fetch } = server()
    const page = show(form, { fetch })
    await agree(page)
    await page.press('Continue')
    await expect.poll(() => puts.length).toBe(1)
    expect(remembered()).not.toBeNull()
    await page.press('Back')
    await page.choose('Keep my answers')
    await expect.poll(() => last()?.answers).toEqual({})
    expect(last()?.revision).toBeGreaterThan(puts[0]?.body.revision ?? 0)
    expect(last()).not.toHaveProperty('page')
    expect(localStorage.length).toBe(0)
    const sent = puts.length
    await page.press('Continue')
    await page.choose('Up to 200')
    await page.press('Continue')
    leave()
    await page.fill(/get better/, 'Calls')
    expect(puts).toHaveLength(sent)
    expect(localStorage.length).toBe(0)
  })
})

describe('another tab of a browser that may remember', () => {
  it('goes on where the first one was, under the same id', async () => {
    const { puts, fetch } = server()
    const first = show(form, { fetch })
    await agree(first)
    await first.press('Continue')
    await expect.poll(() => puts.length).toBe(1)
    const second = server()
    const page = openTab(form, second.fetch)
    await expect.poll(() => page.text()).toContain('Your answers are still here')
    await page.choose('Up to 200')
    await page.press('Continue')
    await expect.poll(() => second.puts.length).toBe(1)
    expect(second.puts[0]).toMatchObject({ draftId: puts[0]?.draftId, body: { answers: { email: zoe, keep: true, companySize: 'small' } } })
  })

  it('takes the draft away where it is told to start over', async () => {
    const { puts, fetch } = server()
    await agree(show(form, { fetch }))
    leave()
    await expect.poll(() => puts.length).toBe(1)
    const second = server()
    const page = openTab(form, second.fetch)
    await expect.poll(() => page.text()).toContain('Your answers are still here')
    await page.press('Start over')
    await expect.poll(() => second.last()?.answers).toEqual({})
    expect(second.puts[0]?.draftId).toBe(puts[0]?.draftId)
    expect(localStorage.length).toBe(0)
    expect((page.see.getByLabelText('Work email') as HTMLInputElement).value).toBe('')
  })

  it('has nothing of a draft that is a month old', async () => {
    await agree(show(form))
    const kept = remembered()
    localStorage.setItem(key, JSON.stringify({ ...kept, draft: { ...kept.draft, at: Date.now() - 31 * 86_400_000 } }))
    const page = openTab()
    await page.fill('Work email', 'ben@contoso.example')
    expect(page.text()).not.toContain('still here')
  })
})

describe('a visitor who comes back', () => {
  const asked = formOf([email, name, size, goal, keep], { steps: [['email', 'name'], ['companySize'], ['goal', 'keep']], remember: { consent: 'keep' } })
  async function send({ agrees = true, fetch = server().fetch } = {}) {
    const page = show(asked, { fetch })
    await page.fill('Work email', zoe)
    await page.fill(/Your name/, 'Zoë')
    await page.press('Continue')
    await page.choose('Up to 200')
    await page.press('Continue')
    await page.fill(/get better/, 'Calls')
    if (agrees) await page.choose('Keep my answers')
    await page.press('Send')
    await expect.poll(() => page.text()).toContain('Ana looks after you')
  }

  it('is asked only what is not known of them, and never what they wanted', async () => {
    await send()
    expect(remembered()).toMatchObject({ person: { email: zoe, name: 'Zoë', companySize: 'small' } })
    expect(localStorage.getItem(key)).not.toContain('Calls')
    const { submissions, fetch } = server()
    const page = openTab(asked, fetch)
    await expect.poll(() => page.text()).toContain(`Continuing as ${zoe}. Not you?`)
    expect(page.see.queryByLabelText('Work email')).toBeNull()
    expect((page.see.getByLabelText(/get better/) as HTMLInputElement).value).toBe('')
    expect((page.see.getByLabelText('Keep my answers') as HTMLInputElement).checked).toBe(false)
    await page.fill(/get better/, 'Plans')
    await page.choose('Keep my answers')
    await page.press('Send')
    await expect.poll(() => submissions[0]?.answers).toEqual({ email: zoe, name: 'Zoë', companySize: 'small', goal: 'Plans', keep: true })
  })

  it('is somebody else when they say so, and then nothing is left of whoever it was', async () => {
    history.replaceState(null, '', '/?utm_source=first')
    await send()
    history.replaceState(null, '', '/?utm_source=second')
    const { submissions, fetch } = server()
    const page = openTab(asked, fetch)
    await expect.poll(() => page.text()).toContain('Not you?')
    await page.press('Start over')
    expect(localStorage.length).toBe(0)
    expect(page.text()).not.toContain(zoe)
    await page.fill('Work email', 'ben@contoso.example')
    await page.press('Continue')
    expect(page.text()).not.toContain('Not you?')
    await page.choose('Up to 200')
    await page.press('Continue')
    await page.press('Send')
    await expect.poll(() => submissions[0]).toMatchObject({ answers: { email: 'ben@contoso.example' }, touches: { first: { source: 'second' } } })
  })

  it('came the first time by what brought them then, and the last time by what brought them now', async () => {
    history.replaceState(null, '', '/?utm_source=newsletter')
    await send()
    history.replaceState(null, '', '/pricing?utm_source=advert')
    const { submissions, fetch } = server()
    const page = openTab(asked, fetch)
    await expect.poll(() => page.text()).toContain('Not you?')
    expect(remembered().touches).toMatchObject({ first: { source: 'newsletter' }, last: { source: 'advert' } })
    await page.press('Send')
    await expect
      .poll(() => submissions[0]?.touches)
      .toMatchObject({ first: { source: 'newsletter', landingPath: '/' }, last: { source: 'advert', landingPath: '/pricing' } })
    await expect.poll(() => page.text()).toContain('Ana looks after you')
    expect(localStorage.length).toBe(0) // this time they did not agree
  })

  it('is not known where they did not agree', async () => {
    history.replaceState(null, '', '/?utm_source=newsletter')
    await send({ agrees: false })
    history.replaceState(null, '', '/?utm_source=advert')
    const { submissions, fetch } = server()
    openTab(asked, fetch)
    await send({ fetch, agrees: false })
    expect(submissions[0]?.touches).toMatchObject({ first: { source: 'advert' } })
  })

  it('is forgotten after half a year, and where the form no longer remembers', async () => {
    await send()
    const kept = remembered()
    openTab({ ...asked, remember: undefined } as typeof asked)
    await expect.poll(() => localStorage.length).toBe(0)
    localStorage.setItem(key, JSON.stringify({ ...kept, at: Date.now() - 181 * 86_400_000 }))
    const page = openTab(asked)
    await expect.poll(() => localStorage.length).toBe(0)
    expect(page.see.getByLabelText('Work email')).toBeTruthy()
  })

  it.each([
    ['half a text', '{"at":'],
    ['another’s', '"yes"'],
    [
      'touches that are none',
      JSON.stringify({ at: Date.now(), person: {}, touches: { first: { at: 'once', source: 7 }, last: { at: 0, source: 'x'.repeat(900), evil: 1 } } }),
    ],
    [
      'answers that are none',
      JSON.stringify({ at: Date.now(), touches: {}, person: { name: { a: 1 }, goal: 'x', nothing: 'x' }, draft: { at: Date.now(), step: 'x' } }),
    ],
  ])('can still send where the browser holds %s', async (_, held) => {
    localStorage.setItem(key, held)
    const { submissions, fetch } = server()
    await send({ fetch })
    expect(submissions[0]?.answers).toMatchObject({ email: zoe, goal: 'Calls' })
    for (const touch of [submissions[0]?.touches?.first, submissions[0]?.touches?.last]) {
      expect(touch).not.toHaveProperty('evil')
      expect(String(touch?.source ?? '').length).toBeLessThanOrEqual(200)
      expect(new Date(String(touch?.at)).toISOString()).toBe(touch?.at)
    }
  })

  it.each(['getItem', 'setItem', 'removeItem'] as const)('can still send where %s of the storage throws', async method => {
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const { puts, submissions, fetch } = server()
    await send({ fetch })
    expect(submissions).toHaveLength(1)
    expect(puts).toHaveLength(0)
  })
})
