// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { email, formOf, name, show, size } from './form-on-page.ts'
import { goal, keep, key, openTab, remembered, server, zoe } from './remembering-page.ts'

beforeEach(() => history.replaceState(null, '', '/'))
afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
  sessionStorage.clear()
  localStorage.clear()
  delete window.baton
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

  const deny = () => {
    throw new DOMException('denied', 'SecurityError')
  }
  it.each([
    ['is blocked', new Proxy({}, { get: deny, has: deny })],
    ['is full', { getItem: () => null, setItem: deny, removeItem() {} }],
  ])('can still send where the storage %s', async (_, storage) => {
    vi.stubGlobal('localStorage', storage)
    vi.stubGlobal('sessionStorage', storage)
    const { puts, submissions, fetch } = server()
    await send({ fetch })
    expect(submissions).toHaveLength(1)
    expect(puts).toHaveLength(0)
  })
})
