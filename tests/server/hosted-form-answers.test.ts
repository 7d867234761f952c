import { randomUUID } from 'node:crypto'
import type { Playbook } from '@baton/shared/playbook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { everyKind } from '../support/every-kind.ts'
import { aRep, aRoster } from '../support/examples.ts'
import { nastyTexts } from '../support/nasty-texts.ts'
import { openPlain, type PlainPage, sendPlain } from '../support/plain-browser.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { startServer, type TestServer } from '../support/test-server.ts'
import { hostile } from './messages-read.ts'

const [everything] = everyKind.forms
if (!everything) throw new Error('There is a form of every kind.')

const bounds: Record<string, object> = {
  text: { maxLength: 5 },
  number: { min: 2, max: 10 },
  grid: { step: 0.5, min: 0 },
  date: { min: '2026-01-01', max: '2026-12-31' },
}
const named = (id: string, kind: string) => ({ id, kind, label: id, ...(kind === 'choice' && { options: [{ id: 'valueOf', label: 'valueOf' }] }) })

/** Every kind of question as it is; with bounds; each one required; and with ids that every object has. */
const playbook: Playbook = {
  ...everyKind,
  forms: [
    everything,
    { ...everything, id: 'bounded', questions: everything.questions.map(question => ({ ...question, ...bounds[question.id] })) },
    { ...everything, id: 'required', questions: everything.questions.map(question => ({ ...question, required: true })) },
    {
      ...everything,
      id: 'prototypes',
      questions: [named('constructor', 'text'), named('toString', 'choice'), named('hasOwnProperty', 'consent'), named('a"><b>', 'text')],
    },
  ] as Playbook['forms'],
}

let proxy: TcpProxy
let server: TestServer
beforeAll(async () => {
  server = await startServer({
    playbook,
    roster: aRoster(aRep('ana'), aRep('ben')),
    through: async ({ hostname, port }) => {
      proxy = await startTcpProxy({ host: hostname, port: Number(port) })
      return proxy.port
    },
  })
})
afterAll(async () => {
  proxy.mend()
  await server.close()
  await proxy.close()
})

const open = (form: string, query = '') => openPlain(`${server.url}/f/${form}${query}`)
async function answersOf(email: string): Promise<Record<string, unknown>> {
  const { body } = await server.read(`/v1/leads?email=${encodeURIComponent(email)}`)
  return (await server.read(`/v1/leads/${body.items[0].id}`)).body.submissions[0].answers
}

test('an answer of every kind arrives as the widget would send it', async () => {
  const page = await open('everything', '?hidden=Contoso')
  page.enter('email', 'every@kind.example').enter('name', 'Zoë Ångström').enter('text', '  a line  ').enter('longText', 'two\r\nlines')
  page.enter('phone', '+49 30 123456').enter('url', 'contoso.example/x').enter('number', '1e3').enter('grid', '0.30000000000000004')
  page.enter('choice', 'two').enter('choices', 'one', 'Größe').enter('country', 'DE').enter('date', '2026-11-25').enter('consent', 'yes')
  expect((await page.press('Send')).status).toBe(303)
  expect(await answersOf('every@kind.example')).toEqual({
    email: 'every@kind.example',
    name: 'Zoë Ångström',
    text: 'a line',
    longText: 'two\nlines',
    phone: '+4930123456',
    url: 'contoso.example/x',
    number: 1000,
    grid: 0.3,
    choice: 'two',
    choices: ['one', 'Größe'],
    country: 'DE',
    date: '2026-11-25',
    consent: true,
    hidden: 'Contoso',
  })
})

test('each field says what it is: its kind, its label, what it takes', async () => {
  const page = await open('required')
  const types = ['email', 'phone', 'url', 'number', 'date', 'country'].map(name => {
    const [field] = page.all(`[name=${name}]`)
    return [name, field?.getAttribute('type') ?? field?.tagName.toLowerCase(), field?.getAttribute('autocomplete'), field?.getAttribute('inputmode')]
  })
  expect(types).toEqual([
    ['email', 'email', 'email', null],
    ['phone', 'tel', 'tel', null],
    ['url', 'url', 'url', null],
    ['number', 'text', null, 'numeric'],
    ['date', 'date', null, null],
    ['country', 'select', 'country', null],
  ])
  expect(page.all('fieldset legend').map(legend => legend.textContent)).toEqual(['One of them', 'Some of them'])
  for (const field of page.all('.input, .consent input')) expect(page.all(`label[for="${field.id}"]`)).toHaveLength(1)
  const ids = page.all('[id]').map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(page.all('option').map(option => option.textContent)).toContain('Côte d’Ivoire')
})

test('what is required is asked for in the words of its kind, and each line of the summary leads to its question', async () => {
  const page = await (await open('required')).press('Send')
  expect(page.status).toBe(422)
  const said = page.all('.problem').map(problem => problem.textContent)
  expect(said.filter(words => words === 'Please choose.')).toHaveLength(3)
  expect(said.filter(words => words === 'Please tick this to go on.')).toHaveLength(1)
  const consent = page.all('[name=consent]')[0]?.getAttribute('aria-describedby')
  expect(page.all(`#${consent}`)[0]?.textContent).toBe('Please tick this to go on.')
  expect(said.filter(words => words === 'Please fill this in.')).toHaveLength(10)
  for (const link of page.all('.problems a')) expect(page.all(`${link.getAttribute('href')}`)).toHaveLength(1)
  expect(page.all('fieldset[aria-describedby], [aria-invalid]').length).toBeGreaterThanOrEqual(14)
})

describe('what is no answer is said where it stands, and stands there still', () => {
  test.each([
    ['email', 'zoe at contoso', 'Enter an email address, like name@company.com.'],
    ['text', 'too long', 'Use at most 5 characters.'],
    ['phone', '12', 'Enter a phone number, like +49 30 1234.'],
    ['url', 'no address', 'Enter a web address, like company.com.'],
    ['number', 'many', 'Enter digits, like 1500.'],
    ['number', 'Infinity', 'Enter digits, like 1500.'],
    ['number', '1', 'Enter 2 or more.'],
    ['number', '11', 'Enter 10 or less.'],
    ['number', '2.5', 'Enter a whole number.'],
    ['grid', '0.7', 'Enter a multiple of 0.5.'],
    ['date', '2025-12-31', 'Enter January 1, 2026 or later.'],
    ['date', '2027-01-01', 'Enter December 31, 2026 or earlier.'],
    ['date', '2026-02-30', 'Enter a date.'],
    ['country', 'XX', 'Choose from the list.'],
    ['choice', 'four', 'Choose from the list.'],
    ['choices', 'four', 'Choose from the list.'],
  ])('%s: %s', async (name, value, words) => {
    const page = await (await open('bounded')).tamper(name, value).press('Send')
    expect([page.status, page.all('.problem').map(problem => problem.textContent)]).toEqual([422, [words]])
    expect(page.all('.problems a')).toHaveLength(1)
    if (!/^c/.test(name)) expect(page.values(name)).toEqual([value])
  })
})

test('lines that begin with empty ones are shown as they were written', async () => {
  const page = (await open('everything')).enter('longText', '\r\n\r\n  deep').enter('email', 'x')
  const wrong = await page.press('Send')
  expect(wrong.html).toContain('>\n\n\n  deep</textarea>')
  expect(wrong.enter('email', 'lines@kind.example').values('longText')).toEqual(['\r\n\r\n  deep'])
})

describe('hostile input', () => {
  const fields = ['email', 'name', 'text', 'longText', 'phone', 'url', 'number', 'date']
  const longest: Record<string, number> = { name: 4000, text: 4000 }

  const shape = (page: PlainPage) => [...new Set(page.all('*').map(element => [element.tagName, ...element.getAttributeNames()].join(' ')))]
  let usual: string[] | undefined
  const statusOf = async (page: PlainPage) => {
    const body = new URLSearchParams([...page.entries(), ['.go', 'send']])
    const answer = await fetch(`${server.url}/f/everything`, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' }, redirect: 'manual' })
    await answer.arrayBuffer()
    return answer.status
  }

  test.each(hostile.map((text, place) => [place, text]))('%i is text and nothing else, in every field, also where it is carried along', async (_, text) => {
    usual ??= shape(await (await open('everything')).tamper('email', 'x').press('Send'))
    const page = await open('everything', `?hidden=${encodeURIComponent(text)}&prefill_name=${encodeURIComponent(text)}&utm_source=${encodeURIComponent(text)}`)
    for (const field of fields) page.tamper(field, text)
    for (const name of ['.url', '.referrer', '.at', '.asked', '.token']) page.tamper(name, text)
    const answer = await page.press('Send')
    expect(answer.status).toBe(422)
    const allowed = [
      ...usual,
      'INPUT class type id name aria-describedby aria-invalid autocomplete value',
      'INPUT class type id name aria-describedby aria-invalid value',
      'INPUT class type id name aria-describedby aria-invalid inputmode value',
      'INPUT class type id name placeholder value',
    ]
    expect(shape(answer).filter(part => !allowed.includes(part))).toEqual([])
    expect(answer.values('name')).toEqual([text.replaceAll('\r\n', '\n')])
    expect(answer.values('longText')).toEqual([text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')])
    expect(answer.values('hidden')).toEqual([text.replaceAll('\r\n', '\n').slice(0, 200)])
  })

  test('what breaks programs is taken or shown again, and is never a failure of ours', async () => {
    const statuses = new Set<number>()
    const page = await open('everything')
    for (const text of Object.values(nastyTexts)) {
      page.tamper('.submission', randomUUID())
      for (const field of ['name', 'text', 'longText', 'url', 'date', 'choices', 'hidden']) page.tamper(field, text.slice(0, longest[field] ?? 2000))
      statuses.add(await statusOf(page))
      statuses.add(await statusOf(page.tamper('url').tamper('date').tamper('choices')))
    }
    expect([...statuses].sort()).toEqual([303, 422])
    expect(server.logged.filter(line => line.startsWith('error'))).toEqual([])
  })

  test('a letter with more marks than can be stored is sent with as many as can', async () => {
    const page = (await open('everything')).enter('email', 'marks@kind.example').enter('text', `e${'\u0301'.repeat(500)}\0`)
    expect((await page.press('Send')).status).toBe(303)
    expect((await answersOf('marks@kind.example')).text).toBe(`e${'\u0301'.repeat(30)}`.normalize('NFC'))
  })

  test('names that every object has are names of questions, or of nothing', async () => {
    const page = await open('prototypes')
    expect(page.entries().filter(([name]) => !name.startsWith('.'))).toEqual([
      ['constructor', ''],
      ['a"><b>', ''],
      ['company.website', ''],
    ])
    page.enter('constructor', 'one').enter('toString', 'valueOf').enter('hasOwnProperty', 'yes').enter('a"><b>', 'two')
    for (const name of ['__proto__', 'prototype', 'valueOf', 'constructor.prototype', '__proto__[admin]']) page.tamper(name, 'x')
    expect((await page.press('Send')).status).toBe(303)
    const { body } = await server.read(`/v1/leads?submissionId=${page.values('.submission')[0]}`)
    expect((await server.read(`/v1/leads/${body.items[0].id}`)).body.submissions[0]).toMatchObject({
      answers: { constructor: 'one', toString: 'valueOf', hasOwnProperty: true, 'a"><b>': 'two' },
      otherAnswers: {},
    })
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  test('of a field that comes several times the first counts, and a list names each option once', async () => {
    const page = (await open('everything')).tamper('email', 'first@kind.example', 'second@kind.example').tamper('choice', 'one', 'two')
    expect((await page.tamper('choices', 'one', 'one', 'two').tamper('number', '1', '2').press('Send')).status).toBe(303)
    expect(await answersOf('first@kind.example')).toEqual({ email: 'first@kind.example', choice: 'one', choices: ['one', 'two'], number: 1 })
  })

  test('bytes that are no text become a sign that says so', async () => {
    const page = await open('everything')
    const sent = new URLSearchParams(page.enter('email', 'bytes@kind.example').tamper('.go', 'send').entries()).toString()
    const answer = await sendPlain(`${server.url}/f/everything`, `${sent.replace('text=', 'text=%ff%c0%afx')}&%zz=%`)
    expect(answer.status).toBe(303)
    expect((await answersOf('bytes@kind.example')).text).toBe('\ufffd\ufffd\ufffdx')
  })

  test.each(['-1', '99999', '1e9', 'NaN', '', '0x1'])('a place in the form that is %j is one in the form', async step => {
    expect([303, 200, 422]).toContain((await (await open('required')).tamper('.step', step).press('Send')).status)
  })
})

describe('a database that is away', () => {
  test('costs no answer: they are on the page, and one press sends them once it is back', async () => {
    const page = (await open('everything')).enter('email', 'patient@kind.example').enter('longText', 'a long story\r\nof <b>two</b> lines')
    proxy.cut()
    const away = await page.press('Send')
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
    expect(away.words).toMatch(/Your answers are safe here.*send them again/)
    expect(away.values('longText')).toEqual(['a long story\nof <b>two</b> lines'])
    const unopened = await open('everything')
    expect([unopened.status, unopened.words]).toEqual([503, expect.stringMatching(/cannot be opened right now.*Open the form/)])
    proxy.mend()
    const sent = await eventually(
      async () => {
        const again = await away.press('Try again')
        return again.status === 303 && again
      },
      { timeoutMs: 10_000, what: 'It was taken' },
    )
    expect(sent.headers.get('location')).toMatch(/^\.\.\/h\//)
    const answers = await eventually(() => answersOf('patient@kind.example'))
    expect(answers.longText).toBe('a long story\nof <b>two</b> lines')
  })
})
