import { countedAnswers, type FlowFacts, type FormFlow, isAnswered, visibleQuestions, visibleSteps } from '@baton/shared/flow'
import type { Answers, AnswerValue, Question } from '@baton/shared/form'
import { describe, expect, test } from 'vitest'

const text = (id: string, showWhen?: Question['showWhen']): Question => ({ id, kind: 'text', label: id, showWhen })
const answered = (id: string, value: string) => ({ fact: `answers.${id}`, op: 'is' as const, value })
const seen = (form: FormFlow, answers: Answers, context: FlowFacts = {}) => visibleQuestions(form, answers, context).map(({ id }) => id)

test('a question without showWhen is always asked, in the order written', () => {
  expect(seen({ questions: [text('b'), text('a')] }, {})).toEqual(['b', 'a'])
})

test('steps give the order and the screens, whatever the order of the questions', () => {
  const form: FormFlow = { steps: [['c'], ['a', 'b']], questions: [text('a'), text('b'), text('c')] }
  expect(seen(form, {})).toEqual(['c', 'a', 'b'])
  expect(visibleSteps(form, {}, {}).map(step => step.map(({ id }) => id))).toEqual([['c'], ['a', 'b']])
})

test('a question shows when its condition holds over earlier answers', () => {
  const form: FormFlow = { questions: [text('size'), text('seats', answered('size', 'big'))] }
  expect(seen(form, { size: 'big' })).toEqual(['size', 'seats'])
  expect(seen(form, { size: 'small' })).toEqual(['size'])
  expect(seen(form, {})).toEqual(['size'])
})

test('a later answer is unknown to an earlier question', () => {
  const form: FormFlow = { questions: [text('a', answered('b', 'x')), text('b')] }
  expect(seen(form, { b: 'x' })).toEqual(['b'])
})

test('the answer to a question that is hidden now is unknown to every later condition', () => {
  const form: FormFlow = { questions: [text('a'), text('b', answered('a', '1')), text('c', answered('b', '2'))] }
  expect(seen(form, { a: '1', b: '2' })).toEqual(['a', 'b', 'c'])
  expect(seen(form, { a: '0', b: '2' })).toEqual(['a'])
  expect(countedAnswers(form, { a: '0', b: '2', c: '3' }, {})).toEqual({ a: '0' })
})

test('showWhen may look at the locale and the touch', () => {
  const form: FormFlow = {
    questions: [text('a', { fact: 'locale', op: 'is', value: 'de' }), text('b', { fact: 'touch.first.campaign', op: 'is', value: 'spring' })],
  }
  expect(seen(form, {}, { locale: 'de', 'touch.first.campaign': 'spring' })).toEqual(['a', 'b'])
  expect(seen(form, {}, {})).toEqual([])
})

test('a screen with nothing to ask is left out, also when it holds only hidden questions', () => {
  const form: FormFlow = {
    steps: [['a'], ['b'], ['h']],
    questions: [text('a'), text('b', answered('a', 'x')), { id: 'h', kind: 'hidden', label: '' }],
  }
  expect(visibleSteps(form, {}, {}).map(step => step.map(({ id }) => id))).toEqual([['a']])
})

test('answers to questions the form does not have do not count', () => {
  expect(countedAnswers({ questions: [text('a')] }, { a: '1', other: '2' }, {})).toEqual({ a: '1' })
})

test.each(['constructor', 'toString', 'valueOf'])('a question may be called %s: it is unanswered until it is answered', id => {
  const form: FormFlow = { questions: [text(id), text('next', { fact: `answers.${id}`, op: 'known' })] }
  expect(seen(form, {})).toEqual([id])
  expect(countedAnswers(form, {}, {})).toEqual({})
  expect(countedAnswers(form, { [id]: 'x' }, {})).toEqual({ [id]: 'x' })
})

describe('empty text, an empty list and an unticked consent are no answers', () => {
  test.each<[AnswerValue | undefined, boolean]>([
    [undefined, false],
    ['', false],
    [' \n', false],
    [[], false],
    [false, false],
    ['0', true],
    [0, true],
    [true, true],
    [['a'], true],
  ])('%j → %s', (answer, expected) => expect(isAnswered(answer)).toBe(expected))
})
