import { canonicalJson } from '@baton/shared/canonical-json'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsOf } from '../support/prove.ts'

test('keys come in order of their UTF-16 code units, at every depth, and lists as they are', () => {
  expect(canonicalJson({ b: [{ z: 1, a: null }, 'x'], a: { 10: true, 9: false } })).toBe('{"a":{"10":true,"9":false},"b":[{"a":null,"z":1},"x"]}')
  // The example of RFC 8785, section 3.2.3.
  const keys = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji',
    '\u0080': 'Control',
    ö: 'o',
  }
  expect(Object.values(JSON.parse(canonicalJson(Object.entries(keys).sort())))).toHaveLength(7)
  expect([...canonicalJson(keys).matchAll(/:"(\w+)/g)].map(([, word]) => word)).toEqual(['Carriage', 'One', 'Control', 'o', 'Euro', 'Emoji', 'Hebrew'])
})

test('a key without a value is as if it were not there', () => expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}'))

test('says what JSON says: it reads back as the same value, and equal values are equal bytes whatever the order of their keys', () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, part]) => [key, shuffled(part)]),
          )
        : value
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value))
    }),
    { numRuns: runsOf(100) },
  )
})
