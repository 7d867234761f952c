// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, email, formOf, name, show, size } from './form-on-page.ts'
import { agree, goal, keep, key, leave, openTab, remembered, server, turn, zoe } from './remembering-page.ts'

const form = formOf([email, keep, size, goal], { remember: { consent: 'keep' } })
const always = formOf([email, size, goal], { remember: 'always' })

beforeEach(() => history.replaceState(null, '', '/'))
afterEach(() => {
  document.body.replaceChildren()
  sessionStorage.clear()
  localStorage.clear()
  delete window.baton
})

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
    const page = openTab(form)
    await page.fill('Work email', 'ben@contoso.example')
    expect(page.text()).not.toContain('still here')
  })
})
