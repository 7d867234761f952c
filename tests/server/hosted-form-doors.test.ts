import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import { submissions } from '@baton/server/db/schema'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster } from '../support/examples.ts'
import { answerToTheLast as answer, hostedPlaybook as playbook } from '../support/hosted-playbook.ts'
import { openPlain, type PlainPage, sendPlain } from '../support/plain-browser.ts'
import { salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster })
})
afterAll(() => server.close())
let people = 0
let email = ''
beforeEach(() => {
  people++
  email = `zoe${people}@firm${people}.example`
})

const open = (query = '', headers = {}) => openPlain(`${server.url}/f/demo-request${query}`, headers)
const answerToTheLast = async (first?: PlainPage) => answer(first ?? (await open()), email, () => {})

describe('only its own page may send it', () => {
  test.each([
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://example.com' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'http://baton.test' }, 200],
    [{ origin: 'https://example.com' }, 403],
    [{ origin: 'null' }, 403],
    [{}, 200],
  ])('%j → %i', async (headers, status) => {
    const page = (await open()).enter('email', email).enter('name', 'Zoë')
    const answer = await fetch(`${server.url}/f/demo-request`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(headers as Record<string, string>) },
      body: new URLSearchParams(page.entries()).toString(),
    })
    expect(answer.status).toBe(status)
    if (status === 403) expect(await answer.text()).toContain('href="demo-request"')
  })

  test('what is posted without a body is no form of ours, and no failure of ours', async () => {
    const answer = await fetch(`${server.url}/f/demo-request`, { method: 'POST' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('href="demo-request"')
  })

  test('the page lets a browser say where it came from, runs no script but the widget’s, and posts nowhere else', async () => {
    const { headers } = await open()
    expect(headers.get('referrer-policy')).toBe('same-origin')
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "script-src 'self' http://baton.test;"])
      expect(policy).toContain(part)
    expect(policy).not.toContain('unsafe')
    const answered = await (await open()).press('Continue')
    expect(answered.headers.get('content-security-policy')).not.toContain('script-src')
    expect(answered.all('script, baton-form')).toEqual([])
  })
})

describe('closed doors', () => {
  test('a form that is not there, or not any more, in the language of the browser', async () => {
    expect((await openPlain(`${server.url}/f/contact`)).status).toBe(200)
    const none = await openPlain(`${server.url}/f/nope`, { 'accept-language': 'fr;q=0.1, de-AT' })
    expect([none.status, none.words]).toEqual([404, expect.stringContaining('Unter dieser Adresse gibt es kein Formular')])
    await savePlaybook(server.db, server.workspaceId, { ...playbook, forms: playbook.forms.slice(0, 1) })
    expect((await openPlain(`${server.url}/f/contact`)).status).toBe(404)
    await savePlaybook(server.db, server.workspaceId, playbook)
    expect((await openPlain(`${server.url}/f/a/b`)).status).toBe(404)
  })

  test('what has become stricter since the page was opened is asked for', async () => {
    const last = await answerToTheLast()
    const [form] = playbook.forms
    const questions = form?.questions.map(question => (question.id === 'name' ? { ...question, maxLength: 3 } : question))
    await savePlaybook(server.db, server.workspaceId, { ...playbook, forms: [{ ...form, questions }, ...playbook.forms.slice(1)] } as Playbook)
    const refused = await last.press('Find my contact')
    await savePlaybook(server.db, server.workspaceId, playbook)
    expect([refused.status, refused.words]).toEqual([422, expect.stringContaining('Use at most 3 characters.')])
    expect(refused.values('goal')).toEqual(['Fewer\nspreadsheets'])
  })

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is not how a form is used', async method => {
    const answer = await fetch(`${server.url}/f/demo-request`, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  })

  test.each([
    ['application/json', '{}'],
    ['text/plain', 'email=a'],
    ['multipart/form-data; boundary=x', '--x--'],
  ])('%s is not what a form sends', async (type, body) => {
    const answer = await fetch(`${server.url}/f/demo-request`, { method: 'POST', headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' }, body })
    expect([answer.status, answer.headers.get('content-type'), (await answer.text()).includes('Open the form')]).toEqual([
      415,
      'text/html; charset=utf-8',
      true,
    ])
  })

  test('a form’s encoding is taken nowhere else', async () => {
    const answer = await fetch(`${server.url}/v1/forms/demo-request/submissions`, { method: 'POST', body: new URLSearchParams({ email }) })
    expect(answer.status).toBe(415)
  })

  test.each([
    ['more text than JSON could carry', `goal=${'x'.repeat(66_000)}`, 413],
    ['more bytes than that can be', `goal=${'%E3%81%82'.repeat(22_000)}`, 413],
    ['two thousand fields', `.submission=${randomUUID()}&${Array.from({ length: 2000 }, (_, at) => `f${at}=x`).join('&')}`, 400],
    ['nothing', '', 400],
    ['an id that is none', '.submission=1', 400],
  ])('%s: a page says what to do', async (_, body, status) => {
    const page = await sendPlain(`${server.url}/f/demo-request`, body)
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8'])
    expect(page.words).toMatch(status === 413 ? /go back with your browser/ : /Open the form/)
  })

  test('looking at a page and answering all but the last writes nothing', async () => {
    const count = async () => (await server.db.select({ id: submissions.id }).from(submissions)).length
    const before = await count()
    await answerToTheLast()
    expect(await count()).toBe(before)
  })

  test('and nothing of all that was a failure of ours', () => expect(server.logged.filter(line => line.startsWith('error'))).toEqual([]))
})

describe('a page in another language', () => {
  test.each([
    ['?locale=de', {}, 'de', 'Weiter', 'Geschäftliche E-Mail'],
    ['', { 'accept-language': 'de-AT,en;q=0.5' }, 'de', 'Weiter', 'Geschäftliche E-Mail'],
    ['?locale=en', { 'accept-language': 'de' }, 'en', 'Continue', 'Work email'],
    ['?locale=xx', {}, 'en', 'Continue', 'Work email'],
  ])('%s %j', async (query, headers, language, button, label) => {
    const page = await open(query, headers)
    expect([page.all('html')[0]?.getAttribute('lang'), page.all('label')[0]?.textContent, page.all('button')[0]?.textContent]).toEqual([
      language,
      label,
      button,
    ])
    const next = await page.enter('email', 'x').press(button)
    expect([next.status, next.all('html')[0]?.getAttribute('lang')]).toEqual([422, language])
  })

  test('is what the lead is in too, as the visitor’s browser writes it', async () => {
    const first = await open('', { 'accept-language': 'en-GB' })
    expect((await (await answerToTheLast(first)).press('Find my contact')).status).toBe(303)
    const { body } = await server.read(`/v1/leads?email=${email}`)
    expect((await server.read(`/v1/leads/${body.items[0].id}`)).body.submissions[0].locale).toBe('en-GB')
  })
})

describe('where the script runs', () => {
  test('the widget takes the form’s place before anybody could type into it, with what the address fills in', async () => {
    const page = await open('?locale=de&prefill_email=zoe%40x.example&name=Zo%C3%AB&prefill_agreed=yes&agreed=yes&utm_source=fair')
    const element = page.all('baton-form')[0]
    expect([element?.getAttribute('form'), element?.getAttribute('data-prefill-email')]).toEqual(['demo-request', 'zoe@x.example'])
    expect(page.all('baton-form > form')).toHaveLength(1)
    expect(page.all('script').map(script => [script.getAttribute('src'), script.hasAttribute('async')])).toEqual([
      ['../embed/demo-request.js?locale=de', false],
    ])
    expect(page.html.indexOf('<script')).toBeLessThan(page.html.indexOf('<baton-form'))
    expect([page.values('email'), page.values('name'), page.values('agreed')]).toEqual([['zoe@x.example'], ['Zoë'], []])
    expect(page.values('.url')).toEqual(['http://baton.test/f/demo-request?locale=de&utm_source=fair'])
  })
})

describe('what the address answers', () => {
  test('is not asked again: a screen with nothing else is passed over, also by Back', async () => {
    const first = await open(`?email=${email}&prefill_name=Zo%C3%AB`)
    expect([first.words.includes('1 of 3'), first.all('fieldset').length, first.values('email'), first.values('name')]).toEqual([true, 1, [email], ['Zoë']])
    const goal = await first.enter('companySize', '1-10').press('Continue')
    expect((await goal.press('Back')).words).toContain('1 of 3')
    const last = await goal.press('Continue')
    expect((await last.enter('agreed', 'yes').press('Find my contact')).status).toBe(303)
  })

  test('is asked where it is no answer, or not all of a screen', async () => {
    expect((await open('?email=nobody&name=Zoe')).words).toContain('1 of 4')
    expect((await open(`?email=${email}`)).words).toContain('1 of 4')
    const changed = await (await open(`?email=${email}&name=Zoe`)).tamper('email', 'nobody').press('Continue')
    expect([changed.status, changed.words.includes('1 of 4')]).toEqual([422, true])
  })

  test('is said again where a later question says so', async () => {
    const [form] = playbook.forms
    const questions = form?.questions.map(question => (question.id === 'goal' ? { ...question, label: 'What should get better, {answers.name}?' } : question))
    await savePlaybook(server.db, server.workspaceId, { ...playbook, forms: [{ ...form, questions }, ...playbook.forms.slice(1)] } as Playbook)
    const goal = await (await open(`?email=${email}&name=Zoe%3Cb%3E`)).enter('companySize', '1-10').press('Continue')
    await savePlaybook(server.db, server.workspaceId, playbook)
    expect(goal.all('label')[0]?.textContent).toBe('What should get better, Zoe<b>? (optional)')
  })
})

test('a form of hidden questions alone is a button', async () => {
  const forms = [{ id: 'quiet', questions: [{ id: 'campaign', kind: 'hidden', label: 'Campaign' }] }]
  const quiet = await startServer({
    playbook: aPlaybook({ forms: forms as never, pools: [aPool('all', 'ana')], routing: { otherwise: [{ kind: 'pool', pool: 'all' }] } }), // parsed there
    roster: aRoster(aRep('ana')),
  })
  const page = await openPlain(`${quiet.url}/f/quiet?campaign=${'x'.repeat(300)}`)
  expect(page.values('campaign')).toEqual(['x'.repeat(200)])
  expect((await page.tamper('campaign', 'y'.repeat(300)).press('Send')).status).toBe(303)
  const { body } = await quiet.read('/v1/leads')
  expect((await quiet.read(`/v1/leads/${body.items[0].id}`)).body.submissions[0].answers).toEqual({ campaign: 'y'.repeat(200) })
  await quiet.close()
})
