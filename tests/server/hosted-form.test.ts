import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { answerToTheLast as answer, hostedPlaybook as playbook } from '../support/hosted-playbook.ts'
import { openPlain, type PlainPage } from '../support/plain-browser.ts'
import { salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let now = monday
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster, now: () => now, environment: { TRUSTED_PROXIES: '127.0.0.0/8' } })
})
afterAll(() => server.close())
let people = 0
let email = ''
beforeEach(() => {
  people++
  email = `zoe${people}@firm${people}.example`
})

const open = (query = '', headers = {}) => openPlain(`${server.url}/f/demo-request${query}`, headers)
const leadsOf = async (address = email) => (await server.read(`/v1/leads?email=${encodeURIComponent(address)}`)).body.items
// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever it asked for
const leadOf = async (address = email): Promise<any> => (await server.read(`/v1/leads/${(await leadsOf(address))[0].id}`)).body

const answerToTheLast = async (first?: PlainPage) => answer(first ?? (await open()), email, () => later(20))

describe('without JavaScript', () => {
  test('a form is asked step by step, and ends at the rep’s name, times and link', async () => {
    const first = await open('?utm_source=fair&utm_campaign=qr', { referer: 'https://www.partner.example/page' })
    expect([first.status, first.title]).toEqual([200, 'Talk to sales · Northlight'])
    expect(first.words).toContain('1 of 4')
    expect(first.all('[autofocus]')).toEqual([])
    const last = await answerToTheLast(first)
    expect([last.status, last.title]).toEqual([200, '4 of 4 · Talk to sales · Northlight'])
    expect(await leadsOf()).toEqual([])
    const done = await last.press('Find my contact')
    expect([done.status, done.headers.get('location')]).toEqual([303, expect.stringMatching(/^\.\.\/h\/[\w-]{24}$/)])
    const own = await openPlain(new URL(done.headers.get('location') ?? '', `${server.url}/f/demo-request`).href)
    expect(own.status).toBe(200)
    expect(own.words).toMatch(/(Ana|Ben) .*(calendar|Pick a time|Reply)/)
    const lead = await leadOf()
    expect(lead.submissions[0]).toMatchObject({
      answers: { email, name: 'Zoë Ångström', companySize: '200+', seats: 120, country: 'DE', goal: 'Fewer\nspreadsheets', agreed: true },
      otherAnswers: {},
      signs: [],
      locale: 'en',
      touches: { first: { source: 'fair', campaign: 'qr', referrerHost: 'partner.example', landingPath: '/f/demo-request' } },
      pagesViewed: [{ path: '/f/demo-request', seconds: 20 }],
    })
    expect(lead.decision.rule).toBe('dach')
  })

  test('a question appears by an answer on the same screen, as no mistake, and what was in it does not count once it is gone', async () => {
    const sized = await (await open()).enter('email', email).enter('name', 'Zoë').press('Continue')
    later(20)
    expect(sized.all('[name=seats]')).toEqual([])
    const asked = await sized.enter('companySize', '200+').press('Continue')
    expect([asked.status, asked.all('.problem').length]).toEqual([200, 0])
    expect(asked.words).toContain('Your answer brings up one more question.')
    expect(asked.all('[autofocus]').map(one => one.getAttribute('name'))).toEqual(['seats'])
    const missing = await asked.press('Continue')
    expect([missing.status, missing.all('.problem').length]).toEqual([422, 1])
    const goal = await missing.enter('seats', '40').enter('companySize', '1-10').press('Continue')
    expect(goal.all('[name=goal][rows]')).toHaveLength(1)
    const last = await goal.press('Continue')
    expect((await last.enter('agreed', 'yes').press('Find my contact')).status).toBe(303)
    const { answers, otherAnswers } = (await leadOf()).submissions[0]
    expect([answers, otherAnswers]).toEqual([{ email, name: 'Zoë', companySize: '1-10', agreed: true }, {}])
  })

  test('back keeps what was typed, also what is not right yet, and says nothing of it', async () => {
    const sized = await (await open()).enter('email', email).enter('name', 'Zoë').press('Continue')
    const asked = await sized.enter('companySize', '200+').press('Continue')
    const before = await asked.enter('seats', 'a lot').enter('country', 'AT').press('Back')
    expect([before.status, before.values('email'), before.values('name'), before.all('.problem')]).toEqual([200, [email], ['Zoë'], []])
    const again = await before.press('Continue')
    expect([again.values('seats'), again.values('country'), again.values('companySize')]).toEqual([['a lot'], ['AT'], ['200+']])
    expect((await again.press('Back')).words).toContain('1 of 4')
  })

  test('what is wrong is said above, beside and in the title, and what was typed is kept', async () => {
    const wrong = await (await open()).enter('email', 'zoe at firm').press('Continue')
    expect([wrong.status, wrong.title]).toEqual([422, 'Error · Talk to sales · Northlight'])
    const [summary] = wrong.all('[autofocus]')
    expect(summary?.getAttribute('aria-labelledby')).toBe('problems')
    const links = wrong.all('.problems a').map(link => link.getAttribute('href')?.slice(1) ?? '')
    expect(links.map(id => wrong.all(`#${id}`)[0]?.getAttribute('name'))).toEqual(['email', 'name'])
    const field = wrong.all('[name=email]')[0]
    expect([field?.getAttribute('aria-invalid'), field?.getAttribute('value')]).toEqual(['true', 'zoe at firm'])
    const described = field?.getAttribute('aria-describedby') ?? 'none'
    expect(wrong.all(`#${described}`)[0]?.textContent).toBe('Enter an email address, like name@company.com.')
  })

  test('nothing that travels along is believed: an earlier answer that was changed is asked for again', async () => {
    const last = await answerToTheLast()
    const tampered = await last.tamper('email', 'nobody').press('Find my contact')
    expect([tampered.status, tampered.values('email'), tampered.all('.problem').length]).toEqual([422, ['nobody'], 1])
    expect(tampered.words).toContain('1 of 4')
    const skipped = await (await open()).tamper('.step', '3').tamper('.go', 'send').enter('email', email).press('Continue')
    expect([skipped.status, skipped.words.includes('1 of 4')]).toEqual([422, true])
    expect(await leadsOf()).toEqual([])
  })

  test('nothing is sent by a button that did not say so', async () => {
    const contact = { ...playbook.forms[1], id: 'short', submitLabel: 'Send it', steps: [['email', 'size'], ['more']] }
    const questions = [
      { id: 'email', kind: 'email', label: 'Work email', required: true },
      { id: 'size', kind: 'choice', label: 'Size', options: [{ id: 'small', label: 'Small' }] },
      { id: 'more', kind: 'text', label: 'More', showWhen: { not: { fact: 'answers.size', op: 'is', value: 'small' } } },
    ]
    await savePlaybook(server.db, server.workspaceId, { ...playbook, forms: [...playbook.forms, { ...contact, questions }] } as Playbook)
    const first = await openPlain(`${server.url}/f/short`)
    expect(first.words).toContain('1 of 2')
    const review = await first.enter('email', email).enter('size', 'small').press('Continue')
    expect([review.status, review.words]).toEqual([200, expect.stringMatching(/Ready to send.*Size.?Small/)])
    expect(await leadsOf()).toEqual([])
    expect((await review.press('Back')).values('email')).toEqual([email])
    expect((await review.press('Send it')).status).toBe(303)
    expect(await leadsOf()).toHaveLength(1)
  })
})

describe('sent twice', () => {
  test('it is one submission with one answer, at the same time and later', async () => {
    const last = await answerToTheLast()
    const sent = await Promise.all([1, 2, 3].map(() => last.press('Find my contact')))
    const again = await last.press('Find my contact')
    expect(new Set([...sent, again].map(page => page.headers.get('location'))).size).toBe(1)
    expect((await leadOf()).submissions).toHaveLength(1)
  })

  test('with other answers, after going back, it is another submission, and one however often it is sent', async () => {
    const last = await answerToTheLast()
    const first = await last.press('Find my contact')
    const changed = last.tamper('goal', 'Something else')
    const second = await Promise.all([changed.press('Find my contact'), changed.press('Find my contact')])
    const places = [first, ...second].map(page => page.headers.get('location'))
    expect([places[1], places[0] === places[1]]).toEqual([places[2], false])
    expect((await leadOf()).submissions).toHaveLength(2)
  })
})

describe('whoever nobody will write to', () => {
  test('is told so on a page, the same one when it is sent again, and the address holds nothing', async () => {
    const sized = await (await open()).enter('email', email).enter('name', 'Sam').press('Continue')
    later(20)
    const last = await sized.enter('companySize', 'student').press('Continue')
    expect(last.words).toContain('3 of 3')
    const sent = last.enter('agreed', 'yes')
    const [one, two] = [await sent.press('Find my contact'), await sent.press('Find my contact')]
    expect([one.status, one.words]).toEqual([200, expect.stringMatching(/Thank you/)])
    expect(two.words).toBe(one.words)
    expect((await leadOf()).submissions).toHaveLength(1)
  })
})

describe('what looks like a program’s', () => {
  const heldBy = async (address: string) =>
    (await server.read('/v1/quarantine')).body.items.find((item: { answers: { email?: string } }) => item.answers.email === address)

  test('is set aside where the field that people do not see is filled, and is answered like one that waits', async () => {
    const last = await answerToTheLast()
    const trap = last.all('[name="company.website"]')[0]
    expect([trap?.getAttribute('tabindex'), trap?.parentElement?.getAttribute('aria-hidden'), last.values('company.website')]).toEqual(['-1', 'true', ['']])
    const sent = await last.tamper('company.website', 'https://spam.example').press('Find my contact')
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringMatching(/^\.\.\/h\//)])
    const own = await openPlain(new URL(sent.headers.get('location') ?? '', `${server.url}/f/x`).href)
    expect([own.status, own.words]).toEqual([200, expect.not.stringMatching(/quarantine|suspicious/i)])
    expect([await leadsOf(), (await heldBy(email)).signs.map((sign: { code: string }) => sign.code)]).toEqual([[], ['trap_filled']])
  })

  test('is noted where the whole took no time, or the first page was another’s; a person’s pace is not', async () => {
    const quick = await (await openPlain(`${server.url}/f/contact`)).enter('email', email).press('Send')
    expect(quick.status).toBe(303)
    expect((await leadOf()).submissions[0].signs).toEqual([expect.objectContaining({ code: 'too_fast' })])
    const forged = await (await openPlain(`${server.url}/f/contact`)).enter('email', `b${email}`).tamper('.token', 'made.up').press('Send')
    expect(forged.status).toBe(303)
    expect((await heldBy(`b${email}`)).signs).toEqual([expect.objectContaining({ code: 'token_forged' })])
  })

  test('is kept for a person to look at where a busy network’s browsers would have to work, which nobody can without a script', async () => {
    const from = { 'x-forwarded-for': '203.0.113.77' }
    const send = async (address: string) => {
      const page = await openPlain(`${server.url}/f/contact`, from)
      later(5)
      return page.enter('email', address).press('Send')
    }
    for (let sent = 0; sent < 10; sent++) expect((await send(`a${sent}@busy.example`)).status).toBe(303)
    expect(await heldBy('a9@busy.example')).toBeUndefined()
    expect((await send('last@busy.example')).status).toBe(303)
    expect((await heldBy('last@busy.example')).signs.map((sign: { code: string }) => sign.code)).toContain('token_unsolved')
  })

  test('is limited as everywhere, and the page that says so holds the answers until it may be sent', async () => {
    const from = { 'x-forwarded-for': '203.0.113.78' }
    const token = () => ({ submissionId: randomUUID(), answers: { email: `x${randomUUID().slice(0, 8)}@many.example` } })
    for (let sent = 0; sent < 30; sent++) expect((await server.post('/v1/forms/contact/submissions', token(), from)).status).toBe(201)
    const page = await openPlain(`${server.url}/f/contact`, from)
    later(5)
    // Without a token: one that asks for work would set it aside before anything is counted.
    const limited = await page.enter('email', email).tamper('.token').press('Send')
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(limited.words).toMatch(/Many forms came from your network.*in \d+ min/)
    expect(limited.values('email')).toEqual([email])
    later(601)
    expect((await limited.press('Try again')).status).toBe(303)
  })
})
