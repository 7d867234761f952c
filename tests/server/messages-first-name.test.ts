import { cleanFirstName } from '@baton/server/messages/clean-first-name'
import { describe, expect, it } from 'vitest'

describe('greets people of every script by their first name', () => {
  it.each([
    ['Zoë Ångström', 'Zoë'],
    ['  Ana   Lindqvist ', 'Ana'],
    ['ana', 'ana'],
    ['Anne-Marie Duval', 'Anne-Marie'],
    ["Siobhan O'Neil", 'Siobhan'],
    ["D'Arcy Wu", "D'Arcy"],
    ['D’Arcy Wu', 'D’Arcy'],
    ['ʻIolani Kai', 'ʻIolani'],
    ['Zoe\u0308 Decomposed', 'Zoë'],
    ['李小龙', '李小龙'],
    ['Ольга Петрова', 'Ольга'],
    ['محمد علي', 'محمد'],
    ['علی\u200cرضا حسینی', 'علیرضا'],
    ['नरेंद्र मोदी', 'नरेंद्र'],
    ['ศิริพร แสง', 'ศิริพร'],
    ['Nguyễn', 'Nguyễn'],
    ['김민준', '김민준'],
    ['Zoë\r\nBcc: all@example.com', 'Zoë'],
    ['x'.repeat(60), 'x'.repeat(60)],
  ])('%j', (typed, name) => expect(cleanFirstName(typed)).toBe(name))
})

describe('greets nobody by what is no name', () => {
  it.each([
    null,
    '',
    '   ',
    '-',
    '’',
    '-Ana',
    'Ana-',
    'https://evil.example',
    'https',
    'WWW',
    'www.evil.example free',
    'evil.example',
    'zoe@contoso.example',
    'Zoë1',
    '٣٤٥',
    '<script>alert(1)</script>',
    '{rep.name}',
    '{{subject}}',
    '$&',
    'Zoë,Buy',
    'Zoë;',
    'Dr.',
    '\u202Eevil',
    'Zo\u202Eë',
    'Zo\u2066ë',
    'Zo\u0000ë',
    'Zo\u00ADë',
    '🎁',
    'x'.repeat(61),
    '\u0301\u0301',
  ])('%j', typed => expect(cleanFirstName(typed)).toBeNull())

  it('gives the same when it is cleaned again', () => {
    for (const typed of ['Zoë Ångström', "D'Arcy", 'علی\u200cرضا', 'evil.example']) {
      expect(cleanFirstName(cleanFirstName(typed))).toBe(cleanFirstName(typed))
    }
  })
})
