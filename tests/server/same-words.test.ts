import { sayProblem as serverSays } from '@baton/server/say-problem'
import type { AnswerProblem } from '@baton/shared/answers'
import type { Question, QuestionKind } from '@baton/shared/form'
import { languages } from '@baton/shared/words/languages'
import { sayProblem as widgetSays } from '@baton/widget/later/problem-words.ts'
import { expect, test } from 'vitest'

const problems: [QuestionKind, AnswerProblem][] = [
  ['text', { code: 'required' }],
  ['number', { code: 'wrong_type' }],
  ['text', { code: 'too_long', max: 4000 }],
  ['email', { code: 'not_an_email' }],
  ['phone', { code: 'not_a_phone' }],
  ['url', { code: 'not_a_url' }],
  ['date', { code: 'not_a_date' }],
  ['country', { code: 'not_a_country' }],
  ['choice', { code: 'unknown_option' }],
  ['choices', { code: 'chosen_twice' }],
  ['number', { code: 'too_small', min: -12_345.5 }],
  ['number', { code: 'too_large', max: 1_000_000 }],
  ['date', { code: 'too_small', min: '2026-03-01' }],
  ['date', { code: 'too_large', max: '2026-12-31' }],
  ['number', { code: 'off_step', step: 1 }],
  ['number', { code: 'off_step', step: 0.0004 }],
]

test.each(Object.entries(languages))('the widget and the server say the same of an answer in %s', (locale, words) => {
  for (const [kind, problem] of problems) {
    const question = { id: 'q', label: 'Q', kind, options: [] } as unknown as Question // all that is looked at
    const said = widgetSays(question, problem, { text: words.asking, words: words.sending, locale })
    expect([problem.code, said]).toEqual([problem.code, serverSays(question, problem, words, locale)])
    expect(said).not.toMatch(/[{}]/)
  }
})

test('bounds are written as the language writes numbers and days', () => {
  const say = (locale: 'de' | 'en' | 'fr' | 'ja' | 'ar', kind: QuestionKind, problem: AnswerProblem) =>
    widgetSays({ kind } as Question, problem, { text: languages[locale].asking, words: languages[locale].sending, locale })
  expect(say('de', 'text', { code: 'too_long', max: 4000 })).toBe('Höchstens 4.000 Zeichen.')
  expect(say('de', 'number', { code: 'off_step', step: 0.0004 })).toContain('0,0004')
  expect(say('fr', 'number', { code: 'too_large', max: 1500.5 })).toContain('1\u202f500,5')
  expect(say('en', 'date', { code: 'too_small', min: '2026-03-01' })).toContain('March 1, 2026')
  expect(say('ja', 'date', { code: 'too_large', max: '2026-03-01' })).toContain('2026年3月1日')
  expect(say('de', 'date', { code: 'too_small', min: '2026-03-01' })).toContain('1. März 2026')
})
