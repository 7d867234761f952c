import { randomUUID } from 'node:crypto'
import { verifyWorkspace } from '@baton/server/verify/verify-workspace'
import type { Form, Question } from '@baton/shared/form'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monday } from '../support/examples.ts'
import { openPlain } from '../support/plain-browser.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const ask = (id: string, more: object) => ({ id, label: id, ...more }) as Question
const form: Form = {
  ...(salesPlaybook.forms[0] as Form), // it has one
  locales: { de: {}, ar: {}, ja: {} },
  steps: [
    ['email', 'phone'],
    ['where', 'seats', 'grid', 'day', 'note', 'size', 'agreed'],
  ],
  questions: [
    ask('email', { kind: 'email', required: true }),
    ask('phone', { kind: 'phone' }),
    ask('where', { kind: 'country' }),
    ask('seats', { kind: 'number', max: 20_000 }),
    ask('grid', { kind: 'number', step: 0.0004 }),
    ask('day', { kind: 'date', min: '2026-12-24' }),
    ask('note', { kind: 'text', maxLength: 1500 }),
    ask('size', { kind: 'choice', options: [{ id: 's', label: 'Small' }] }),
    ask('agreed', { kind: 'consent' }),
  ],
}
const playbook: Playbook = {
  ...salesPlaybook,
  forms: [form],
  scoring: { criteria: [], grades: [] },
  territories: [],
  routing: {
    rules: [{ id: 'german', when: { fact: 'answers.phone', op: 'startsWith', value: '+49' }, to: [{ kind: 'rep', rep: 'ben' }] }],
    otherwise: [{ kind: 'rep', rep: 'carla' }],
  },
}

let now = monday
let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook, roster: salesRoster, now: () => now })
})
afterAll(() => server.close())

const refused = async (answers: object, locale?: string) => {
  const { status, reply } = await server.submit({ email: 'zoe@firm.example', ...answers }, { locale })
  const { problems } = (reply as unknown as { error: { problems: { path: string; code: string; message: string }[] } }).error
  expect(status).toBe(422)
  return problems
}
// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever it asked for
async function leadOf(email: string): Promise<any> {
  const { body } = await server.read(`/v1/leads?email=${encodeURIComponent(email)}`)
  return (await server.read(`/v1/leads/${body.items[0].id}`)).body
}

describe('a number that cannot be is refused', () => {
  test.each([
    [undefined, 'This number is too short for Germany. Begin with + if it is from another country.', '123456'],
    ['de-AT', 'Diese Nummer ist zu kurz (Vereinigtes Königreich). Beginnen Sie mit +, wenn sie aus einem anderen Land ist.', '123456'],
    ['ja', 'この番号はイギリスの番号としては短すぎます。 別の国の番号は + から始めてください。', '123456'],
    ['ar', 'هذا الرقم أقصر من أن يكون رقمًا في \u2068المملكة المتحدة\u2069. ابدؤوا بعلامة \u2066+\u2069 إذا كان من بلد آخر.', '123456'],
  ])('in the language that the form is shown in to %s', async (locale, message, phone) => {
    const where = 'GB'
    const expected = locale ? message : message.replace('Germany', 'United Kingdom')
    expect(await refused({ phone, where }, locale)).toEqual([{ path: '/answers/phone', code: 'phone_too_short', message: expected }])
  })

  test('by the country that it begins with, and without a word on the +', async () => {
    expect(await refused({ phone: '+41 44 123', where: 'DE' }, 'de')).toEqual([
      { path: '/answers/phone', code: 'phone_too_short', message: 'Diese Nummer ist zu kurz (Schweiz).' },
    ])
    expect(await refused({ phone: '+1 555 1234' })).toMatchObject([{ message: 'This number is too short for +1.' }])
  })

  test('together with all else that is wrong', async () =>
    expect((await refused({ email: 'x', phone: '06 12 34 56 78 90 12', where: 'FR' })).map(({ code }) => code)).toEqual(['not_an_email', 'phone_too_long']))
})

test('what the server objects to is said in the visitor’s language, with bounds as it writes them', async () => {
  const wrong = { seats: 20_001, grid: 0.0005, day: '2026-12-23', note: 'x'.repeat(1501), size: 'l', email: '' }
  const said = async (locale: string) => Object.fromEntries((await refused(wrong, locale)).map(({ path, message }) => [path.slice(9), message]))
  expect(await said('de')).toEqual({
    email: 'Bitte ausfüllen.',
    seats: 'Geben Sie 20.000 oder weniger ein.',
    grid: 'Geben Sie ein Vielfaches von 0,0004 ein.',
    day: 'Geben Sie 24. Dezember 2026 oder später ein.',
    note: 'Höchstens 1.500 Zeichen.',
    size: 'Wählen Sie aus der Liste.',
  })
  expect((await said('ja')).day).toContain('2026年12月24日')
  // The form is not written in French: what stands beside it is not either.
  expect(await said('fr')).toMatchObject({
    email: 'Please fill this in.',
    seats: expect.stringContaining('20,000'),
    day: expect.stringContaining('December 24, 2026'),
  })
  expect(await said('not a locale')).toMatchObject({ email: 'Please fill this in.' })
})

test('the codes stay, and another type of value is told apart from what is typed as a number', async () => {
  const problems = await refused({ seats: 'many', note: 7, size: ['s'], agreed: 'yes' }, 'de')
  expect(problems.map(({ path, code, message }) => [path, code, message])).toEqual([
    ['/answers/seats', 'wrong_type', 'Geben Sie Ziffern ein, etwa 1500.'],
    ['/answers/note', 'wrong_type', 'Hier wird eine andere Art von Wert erwartet.'],
    ['/answers/size', 'wrong_type', 'Hier wird eine andere Art von Wert erwartet.'],
    ['/answers/agreed', 'wrong_type', 'Hier wird eine andere Art von Wert erwartet.'],
  ])
})

describe('a phone number that is taken', () => {
  test('is decided by, stored and given to the rep in E.164, and shown as it is dialled from abroad', async () => {
    const submissionId = randomUUID()
    const sent = { email: 'yve@firm.example', phone: '(030) 12 34-56', where: 'DE' }
    expect((await server.submit(sent, { submissionId })).status).toBe(201)
    const lead = await leadOf(sent.email)
    expect(lead.submissions[0].answers.phone).toBe('+4930123456')
    expect(lead.submissions[0].readable).toContainEqual({ questionId: 'phone', label: 'phone', value: '+49 30 123456', href: 'tel:+4930123456' })
    expect(lead.decision).toMatchObject({ rule: 'german', facts: { 'answers.phone': '+4930123456' } })
    const page = await (await fetch(`${server.url}/leads/${lead.id}`, { headers: { authorization: `Bearer ${server.key}` } })).text()
    expect(page).toContain('<a href="tel:+4930123456">+49 30 123456</a>')
    const mails = (await server.read('/mailbox.json')).body.filter((mail: { leadId: string }) => mail.leadId === lead.id)
    const rep = mails.find((mail: { kind: string }) => mail.kind === 'rep-mail')
    expect(rep.html).toMatch(/<a href="tel:\+4930123456"[^>]*>\+49 30 123456<\/a>/)
    expect(rep.text).toContain('+49 30 123456')
    // The same again is the same, and is not refused as another.
    expect((await server.submit(sent, { submissionId })).status).toBe(200)
  })

  test('stays as typed where nobody knows its country, without a link', async () => {
    await server.submit({ email: 'ada@firm.example', phone: '030 12 34 56' })
    const lead = await leadOf('ada@firm.example')
    expect(lead.submissions[0].answers.phone).toBe('030 12 34 56')
    expect(JSON.stringify(lead.submissions[0])).not.toContain('tel:')
    expect(lead.decision.rule).toBe('otherwise')
  })

  test('is read by the browser’s language and clock where they agree', async () => {
    await server.submit({ email: 'kim@firm.example', phone: '030 12 34 56' }, { locale: 'de', timeZone: 'Europe/Berlin' })
    expect((await leadOf('kim@firm.example')).submissions[0].answers.phone).toBe('+4930123456')
    await server.submit({ email: 'lou@firm.example', phone: '030 12 34 56' }, { locale: 'en-US', timeZone: 'Europe/Berlin' })
    expect((await leadOf('lou@firm.example')).submissions[0].answers.phone).toBe('030 12 34 56')
  })

  test('gives decisions that come out again from their records', async () => {
    expect((await verifyWorkspace(server.db, server.workspaceId, null)).problems).toEqual([])
  })
})

test('without JavaScript the screen with the number comes again once its country is told, and what is mended goes on', async () => {
  const first = await openPlain(`${server.url}/f/${form.id}?locale=de`)
  const second = await first.enter('email', 'ines@firm.example').enter('phone', '123456').press('Weiter')
  expect([second.status, second.all('[name=where]').length]).toEqual([200, 1])
  const back = await second.enter('where', 'GB').press('Absenden')
  expect([back.status, back.all('.problem').map(one => one.textContent)]).toEqual([
    422,
    ['Diese Nummer ist zu kurz (Vereinigtes Königreich). Beginnen Sie mit +, wenn sie aus einem anderen Land ist.'],
  ])
  now = new Date(now.getTime() + 20_000)
  const again = await back.enter('phone', '020 7946 0958').press('Weiter')
  const done = await again.press('Absenden')
  expect(done.status).toBe(303)
  expect((await leadOf('ines@firm.example')).submissions[0].answers).toMatchObject({ phone: '+442079460958', where: 'GB' })
})
