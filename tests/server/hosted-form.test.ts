import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import { submissions } from '@baton/server/db/schema'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster, monday } from '../support/examples.ts'
import { openPlain, type PlainPage, sendPlain } from '../support/plain-browser.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let now = monday
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}

const [sales] = salesPlaybook.forms
if (!sales) throw new Error('The sales team has a form.')

/** The sales team's form asks for consent, and says where its answers go. */
const playbook: Playbook = {
  ...salesPlaybook,
  forms: [
    {
      ...sales,
      intro: 'One minute.',
      submitLabel: 'Find my contact',
      fallbackUrl: 'https://example.com/contact',
      privacyUrl: 'https://example.com/privacy',
      locales: { de: { title: 'Vertrieb', questions: { email: { label: 'Geschäftliche E-Mail' } } } },
      steps: [['email', 'name'], ['companySize', 'seats', 'country'], ['goal'], ['agreed']],
      questions: [
        ...sales.questions.map(question =>
          question.id === 'goal' ? { ...question, showWhen: { not: { fact: 'answers.companySize', op: 'is', value: 'student' } } } : question,
        ),
        { id: 'agreed', kind: 'consent', label: 'You may write to me.', required: true },
      ],
    },
    ...salesPlaybook.forms.slice(1),
  ] as Playbook['forms'],
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

/** To the last screen, as somebody at a company of more than 200. */
async function answerToTheLast(first?: PlainPage): Promise<PlainPage> {
  const page = first ?? (await open())
  later(20)
  const sized = await page.enter('email', email).enter('name', 'Zoë Ångström').press('Continue')
  const seated = await sized.enter('companySize', '200+').enter('country', 'DE').press('Continue')
  const goal = await seated.enter('seats', '120').press('Continue')
  return (await goal.enter('goal', 'Fewer\r\nspreadsheets').press('Continue')).enter('agreed', 'yes')
}

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
    ['more bytes than that can be', `goal=${'%41'.repeat(66_000)}`, 413],
    ['two thousand fields', Array.from({ length: 2000 }, (_, at) => `f${at}=x`).join('&'), 400],
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
    expect((await leadOf()).submissions[0].locale).toBe('en-GB')
  })
})

describe('where the script runs', () => {
  test('the widget takes the form’s place before anybody could type into it, with what the address fills in', async () => {
    const page = await open('?locale=de&prefill_email=zoe%40x.example&prefill_agreed=yes')
    const element = page.all('baton-form')[0]
    expect([element?.getAttribute('form'), element?.getAttribute('data-prefill-email')]).toEqual(['demo-request', 'zoe@x.example'])
    expect(page.all('baton-form > form')).toHaveLength(1)
    expect(page.all('script').map(script => [script.getAttribute('src'), script.hasAttribute('async')])).toEqual([
      ['../embed/demo-request.js?locale=de', false],
    ])
    expect(page.html.indexOf('<script')).toBeLessThan(page.html.indexOf('<baton-form'))
    expect([page.values('email'), page.values('agreed')]).toEqual([['zoe@x.example'], []])
    expect(page.values('.url')).toEqual(['http://baton.test/f/demo-request?locale=de'])
  })
})

test('a form of hidden questions alone is a button', async () => {
  const forms = [{ id: 'quiet', questions: [{ id: 'campaign', kind: 'hidden', label: 'Campaign' }] }]
  const quiet = await startServer({
    playbook: aPlaybook({ forms: forms as never, pools: [aPool('all', 'ana')], routing: { otherwise: [{ kind: 'pool', pool: 'all' }] } }), // parsed there
    roster: aRoster(aRep('ana')),
  })
  const page = await openPlain(`${quiet.url}/f/quiet?campaign=${'x'.repeat(300)}`)
  expect((await page.press('Send')).status).toBe(303)
  const { body } = await quiet.read('/v1/leads')
  expect((await quiet.read(`/v1/leads/${body.items[0].id}`)).body.submissions[0].answers).toEqual({ campaign: 'x'.repeat(200) })
  await quiet.close()
})
