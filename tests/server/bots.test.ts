import { explainSign, findSigns, isSuspicious, type Seen, type Sign } from '@baton/server/bots/find-signs'
import { isGibberish } from '@baton/server/bots/gibberish'
import { describe, expect, test } from 'vitest'

/** What a browser sends whose visitor took ten seconds. */
const honest: Seen = { token: { kind: 'good', ageMs: 10_000, worked: false }, trap: '', email: { address: 'zoe@contoso.example', kind: 'work' } }
const disposable = { address: 'zoe@mailinator.com', kind: 'disposable' } as const
const gibberish = { address: 'xkjdfhgtsk@contoso.example', kind: 'work' } as const

describe('what looks like a program’s is told apart from what people send', () => {
  test.each<[string, Partial<Seen>, Sign[], boolean]>([
    ['a person', {}, [], false],
    ['somebody without an address', { email: null }, [], false],
    ['somebody whose browser got no token', { token: { kind: 'absent' } }, ['token_absent'], false],
    ['somebody who comes back to the tab the day after', { token: { kind: 'expired' } }, ['token_expired'], false],
    ['somebody whose form was filled in by the page', { token: { kind: 'good', ageMs: 1499, worked: false } }, ['too_fast'], false],
    ['somebody in no hurry at all', { token: { kind: 'good', ageMs: 1500, worked: false } }, [], false],
    ['somebody whose network is busy, with a second token', { token: { kind: 'good', ageMs: 20, worked: true } }, [], false],
    ['somebody behind another replica, whose clock is behind', { token: { kind: 'good', ageMs: -300, worked: false } }, ['too_fast'], false],
    ['somebody with an address to throw away', { email: disposable }, ['disposable_address'], false],
    ['somebody with an odd address', { email: gibberish }, ['gibberish_address'], false],
    ['a program that fills in every field', { trap: 'https://spam.example' }, ['trap_filled'], true],
    ['a program that makes up a token', { token: { kind: 'forged' } }, ['token_forged'], true],
    ['a program that posts a thrown-away address', { token: { kind: 'absent' }, email: disposable }, ['token_absent', 'disposable_address'], true],
    ['a program that posts random letters', { token: { kind: 'absent' }, email: gibberish }, ['token_absent', 'gibberish_address'], true],
    ['a program that sends at once', { token: { kind: 'good', ageMs: 20, worked: false }, email: gibberish }, ['too_fast', 'gibberish_address'], true],
  ])('%s', (_, seen, signs, suspicious) => {
    const found = findSigns({ ...honest, ...seen })
    expect([found, isSuspicious(found)]).toEqual([signs, suspicious])
    for (const sign of found) expect(explainSign(sign)).toMatch(/^It.*\.$|^A .*\.$/)
  })
})

test.each([
  'xkjdfhgtsk@contoso.example',
  'XKJDFHGTSK@contoso.example',
  'asdfghjkl@contoso.example',
  'qwertz.maier@contoso.example',
  'aaaaaa@contoso.example',
  'zoe@sdfghj.example',
])('%s looks typed to fill a field', address => expect(isGibberish(address)).toBe(true))

test.each([
  'rechtsschutz@contoso.example',
  'wolfeschlegelsteinhausenbergerdorff@contoso.example',
  'szczęsny.brzęczyszczykiewicz@contoso.example',
  'krzysztof.chrzan@contoso.example',
  'nguyen.thi.hong@contoso.example',
  'lead-7f3bcddfc9d04bddcbfdb@contoso.example',
  'b7fk2xqw9zt4hjkl@contoso.example',
  'person12@company12.example',
  'o.schwarzschild@contoso.example',
  'bvb@contoso.example',
  'hr@contoso.example',
  'info@xn--bcher-kva.example',
  'пётр@contoso.example',
  'aaa@aaa.example',
  'zoe+qwer@contoso.example',
])('%s is somebody’s', address => expect(isGibberish(address)).toBe(false))
