import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { read, repoFiles } from './source-files.ts'

const generated = /(^|\/)(migrations|generated)\/|\.generated\.|pnpm-lock\.yaml$/
const text = repoFiles().filter(path => !generated.test(path) && /\.(tsx?|m?js|json|jsonc|ya?ml|md|css|html|mjml|sql|sh)$|^\.ci\/|Dockerfile$/.test(path))
const code = text.filter(path => /\.(tsx?|m?js)$/.test(path))
/** These name what they forbid. */
const itself = ['tests/repo/house-rules.test.ts', 'tests/repo/boundaries.test.ts']

/** Lines in which something stands, as `path:line`. */
function linesWith(pattern: RegExp, files: string[]): string[] {
  return files
    .filter(path => !itself.includes(path))
    .flatMap(path =>
      read(path)
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 100)}`] : [])),
    )
}

describe('house rules', () => {
  test('no file of ours is longer than 320 lines', () => {
    expect(code.filter(path => read(path).split('\n').length > 321)).toEqual([])
  })
  test('nothing is left to do', () => expect(linesWith(/\b(TODO|FIXME|XXX|HACK)\b/, text)).toEqual([]))
  test('a file is named after what it does', () => {
    expect(code.map(path => basename(path)).filter(name => /^(utils?|helpers?|common|misc|index)\.|[Mm]anager|[Ss]ervice/.test(name))).toEqual([])
    expect(linesWith(/\b(class|interface|type|function|const)\s+\w*(Manager|Service|Helper|Util)s?\b/, code)).toEqual([])
  })
  test('no test stands alone, and none replaces a module', () => {
    expect(
      linesWith(
        /\.(only|todo)\b[.(]|\bvi\.(mock|doMock)\(/,
        code.filter(path => path.startsWith('tests/')),
      ),
    ).toEqual([])
  })
  test('nothing knows the machine it was written on', () => {
    expect(linesWith(/(^|[\s'"`(=])\/(work|home|root|Users)\/[\w.-]+/, text)).toEqual([])
  })
  test('nothing names where packages were fetched from', () => {
    expect(linesWith(/\bregistry\.(npmjs|yarnpkg)\b|\bnpmrc\b|_authToken/i, text)).toEqual([])
    expect(read('pnpm-lock.yaml')).not.toMatch(/https?:\/\//)
  })
  test('a cast to any and a silenced compiler say why on the line', () => {
    expect(linesWith(/@ts-(ignore|nocheck)/, code)).toEqual([])
    expect(linesWith(/@ts-expect-error\s*$/, code)).toEqual([])
  })
  test('nothing is caught and forgotten', () => {
    expect(code.filter(path => !itself.includes(path) && /catch\s*(\(\w*\))?\s*\{\s*\}/.test(read(path)))).toEqual([])
  })
  test('tests wait for conditions, never for time', () => {
    const tests = code.filter(path => path.startsWith('tests/') && path.includes('.test.'))
    expect(linesWith(/\bsetTimeout\(|\bsleep\(/, tests)).toEqual([])
  })
})
