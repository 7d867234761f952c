import { errorCatalogue } from '@baton/shared/errors'
import { describe, expect, test } from 'vitest'
import { read } from './source-files.ts'

const page = read('ERRORS.md')
const [, codes = '', problems = ''] = page.split(/^## .*$/m)

/** Rows of a table whose first cell is a code, cell by cell. */
const rows = (table: string) =>
  [...table.matchAll(/^\| `(\w+)` \|(.*)\|$/gm)].map(([, code, rest]) => [code ?? '', ...(rest ?? '').split(' | ').map(cell => cell.trim())])

describe('ERRORS.md and the catalogue say the same', () => {
  test('the same codes, in the same order, with their status and message', () => {
    const written = rows(codes).map(([code, status, message]) => [code, Number(status), message])
    expect(written).toEqual(Object.entries(errorCatalogue).map(([code, { status, message }]) => [code, status, message]))
  })
  test('every code says what to do', () => {
    for (const [code, , , advice] of rows(codes)) expect([code, (advice ?? '').length > 10]).toEqual([code, true])
  })
  test('the same problems of an answer', () => {
    const union = read('shared/src/answers.ts').match(/export type AnswerProblem =[\s\S]*?\n\n/)?.[0] ?? ''
    expect(rows(problems).map(([code]) => code)).toEqual([...union.matchAll(/code: '(\w+)'/g)].map(([, code]) => code))
  })
})
