import { canonicalAnswer, checkAnswer, checkAnswers } from '@baton/shared/answers'
import { type AnswerValue, type Question, question } from '@baton/shared/form'
import { describe, expect, test } from 'vitest'

type Kind = Question['kind']
const ask = (kind: Kind, more: object = {}): Question => question.parse({ id: 'q', label: 'Q', kind, ...more })
const options = [
  { id: 'small', label: 'Small' },
  { id: 'Big', label: 'Big' },
]

type Row = [kind: Kind, more: object, answer: AnswerValue, code: string | null]
const table: Record<string, Row[]> = {
  text: [
    ['text', {}, 'Ana', null],
    ['text', {}, 'x'.repeat(200), null],
    ['text', {}, 'x'.repeat(201), 'too_long'],
    ['text', { maxLength: 3 }, 'four', 'too_long'],
    ['text', {}, 3, 'wrong_type'],
    ['text', {}, true, 'wrong_type'],
    ['text', {}, ['a'], 'wrong_type'],
  ],
  longText: [
    ['longText', {}, 'x'.repeat(4000), null],
    ['longText', {}, 'x'.repeat(4001), 'too_long'],
    ['longText', { maxLength: 10 }, 'x'.repeat(11), 'too_long'],
  ],
  email: [
    ['email', {}, 'ana@example.com', null],
    ['email', {}, ' ana+tag@mail.example.co.uk ', null],
    ['email', {}, 'büro@münchen.de', null],
    ['email', {}, "o'hara@example.com", null],
    ['email', {}, 'ana@example', 'not_an_email'],
    ['email', {}, 'ana@@example.com', 'not_an_email'],
    ['email', {}, 'ana@exa mple.com', 'not_an_email'],
    ['email', {}, '.ana@example.com', 'not_an_email'],
    ['email', {}, 'a..b@example.com', 'not_an_email'],
    ['email', {}, 'ana@-example.com', 'not_an_email'],
    ['email', {}, 'ana@example..com', 'not_an_email'],
    ['email', {}, 'a,b@example.com', 'not_an_email'],
    ['email', {}, 'ana\n@example.com', 'not_an_email'],
    ['email', {}, 'ana\u200b@example.com', 'not_an_email'],
    ['email', {}, `${'x'.repeat(65)}@example.com`, 'not_an_email'],
    ['email', {}, `ana@${'x'.repeat(250)}.com`, 'too_long'],
    ['email', {}, 7, 'wrong_type'],
  ],
  phone: [
    ['phone', {}, '+49 (30) 123-456.7', null],
    ['phone', {}, '123456', null],
    ['phone', {}, '12345', 'not_a_phone'],
    ['phone', {}, '1234567890123456', 'not_a_phone'],
    ['phone', {}, 'call 123456', 'not_a_phone'],
  ],
  url: [
    ['url', {}, 'example.com/pricing', null],
    ['url', {}, 'https://example.com', null],
    ['url', {}, 'javascript:alert(1)', 'not_a_url'],
    ['url', {}, 'ftp://example.com', 'not_a_url'],
    ['url', {}, 'localhost', 'not_a_url'],
    ['url', {}, 'not a url', 'not_a_url'],
  ],
  number: [
    ['number', {}, 5, null],
    ['number', {}, 0, null],
    ['number', {}, -5, null],
    ['number', {}, 1.5, 'off_step'],
    ['number', { min: 1 }, 0, 'too_small'],
    ['number', { max: 10 }, 11, 'too_large'],
    ['number', { min: 1, step: 2 }, 5, null],
    ['number', { min: 1, step: 2 }, 4, 'off_step'],
    ['number', { step: 0.1 }, 0.3, null],
    ['number', { step: 0.1 }, 1_000_000.3, null],
    ['number', { step: 0.1 }, 0.35, 'off_step'],
    ['number', {}, 600_000_000.5, 'off_step'],
    ['number', {}, '5', 'wrong_type'],
    ['number', {}, Number.NaN, 'wrong_type'],
    ['number', {}, Number.POSITIVE_INFINITY, 'wrong_type'],
  ],
  choice: [
    ['choice', { options }, 'small', null],
    ['choice', { options }, ' BIG', null],
    ['choice', { options }, 'huge', 'unknown_option'],
    ['choice', { options }, ['small'], 'wrong_type'],
    ['choice', { options }, 1, 'wrong_type'],
  ],
  choices: [
    ['choices', { options }, ['small', 'big'], null],
    ['choices', { options }, ['small', 'huge'], 'unknown_option'],
    ['choices', { options }, ['Big', 'BIG '], 'chosen_twice'],
    ['choices', { options }, 'small', 'wrong_type'],
  ],
  country: [
    ['country', {}, 'DE', null],
    ['country', {}, 'de', null],
    ['country', {}, 'XX', 'not_a_country'],
    ['country', {}, 'EA', 'not_a_country'],
    ['country', {}, 'DEU', 'too_long'],
    ['country', {}, 'ß', 'not_a_country'], // in capitals it is South Sudan
    ['country', {}, 'ıl', 'not_a_country'],
  ],
  date: [
    ['date', {}, '2028-02-29', null],
    ['date', {}, '2026-02-29', 'not_a_date'],
    ['date', {}, '2026-11-31', 'not_a_date'],
    ['date', {}, '23.11.2026', 'not_a_date'],
    ['date', { min: '2026-11-23' }, '2026-11-22', 'too_small'],
    ['date', { max: '2026-11-23' }, '2026-11-24', 'too_large'],
    ['date', { min: '2026-11-23', max: '2026-11-23' }, '2026-11-23', null],
    ['date', {}, 20261123, 'wrong_type'],
  ],
  consent: [
    ['consent', {}, true, null],
    ['consent', {}, false, null],
    ['consent', { required: true }, false, 'required'],
    ['consent', {}, 'yes', 'wrong_type'],
  ],
  hidden: [
    ['hidden', { required: true }, '', null],
    ['hidden', {}, 'spring', null],
    ['hidden', {}, 'x'.repeat(201), 'too_long'],
  ],
}

for (const [kind, rows] of Object.entries(table)) {
  describe(`an answer of kind ${kind}`, () => {
    test.each(rows)('%s %j: %j → %s', (_, more, answer, code) => expect(checkAnswer(ask(_, more), answer)?.code ?? null).toBe(code))
  })
}

const kinds: Kind[] = ['text', 'longText', 'email', 'phone', 'url', 'number', 'choice', 'choices', 'country', 'date', 'consent']

test.each(kinds)('a required %s wants an answer, an optional one does not', kind => {
  const more = kind.startsWith('choice') ? { options } : {}
  expect(checkAnswer(ask(kind, { ...more, required: true }), undefined)).toEqual({ code: 'required' })
  expect(checkAnswer(ask(kind, more), undefined)).toBeNull()
})

test('false is an answer to a consent only', () => {
  expect(checkAnswer(ask('text'), false)).toEqual({ code: 'wrong_type' })
})

test('problems come in the order questions are asked, and a hidden question is not asked for', () => {
  const questions = [
    ask('text', { id: 'b', required: true }),
    ask('text', { id: 'a', required: true }),
    ask('text', { id: 'c', required: true, showWhen: { fact: 'answers.a', op: 'known' } }),
  ]
  const problems = checkAnswers({ steps: [['a'], ['b', 'c']], questions }, {}, {})
  expect(problems.map(({ question: { id }, problem }) => [id, problem.code])).toEqual([
    ['a', 'required'],
    ['b', 'required'],
  ])
})

test('an answer is stored trimmed, in NFC, with options and countries in their own spelling', () => {
  expect(canonicalAnswer(ask('text'), ' Zu\u0308rich ')).toBe('Zürich')
  expect(canonicalAnswer(ask('choice', { options }), ' BIG')).toBe('Big')
  expect(canonicalAnswer(ask('choices', { options }), ['SMALL', 'big'])).toEqual(['small', 'Big'])
  expect(canonicalAnswer(ask('country'), 'de')).toBe('DE')
  expect(canonicalAnswer(ask('country'), 'ß')).toBe('ß') // else it would be checked as South Sudan
  expect(canonicalAnswer(ask('number'), 5)).toBe(5)
})
