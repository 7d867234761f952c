import type { Form } from '@baton/shared/form'
import { directionOf } from '@baton/shared/locale'
import { chooseLocale } from '@baton/shared/public-form'
import { checkMessages } from '@baton/shared/verify/check-translations'
import { languageOf, languages, spokenLanguage } from '@baton/shared/words/languages'
import type { Words } from '@baton/shared/words/words'
import { describe, expect, it } from 'vitest'

const others = Object.entries(languages).filter(([code]) => code !== 'en')

/** Each word by its place: "asking.progress". */
function wordsOf(words: Words): Map<string, string> {
  return new Map(Object.entries(words).flatMap(([part, said]) => Object.entries(said).map(([name, text]) => [`${part}.${name}`, text as string] as const))) // words are text
}

const holesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
const english = wordsOf(languages.en)

describe.each(others)('the widget in %s', (code, words) => {
  const said = [...wordsOf(words)]

  it('has the holes that English has, in every word', () => {
    for (const [name, text] of said) expect([name, holesOf(text)]).toEqual([name, holesOf(english.get(name) ?? '')])
    expect(said.map(([name]) => name).sort()).toEqual([...english.keys()].sort())
  })

  it('says nothing in English', () => {
    const same = said.filter(([name, text]) => text === english.get(name)).map(([name]) => name)
    expect(same).toEqual([])
  })

  it('is set with care: no stray blanks, straight quotes, three dots or braces', () => {
    for (const [name, text] of said) {
      expect([name, text]).toEqual([name, text.trim()])
      expect([name, text.replace(/\{\w+\}/g, 'x')]).toEqual([name, expect.not.stringMatching(/ {2}|['"`]|\.\.|[{}]/)])
    }
  })

  it('ends its sentences as English does, by its own marks', () => {
    for (const [name, text] of said) expect([name, /[.。؟?？]$/.test(text)]).toEqual([name, /[.?]$/.test(english.get(name) ?? '')])
    if (code === 'fr') expect(said.filter(([, text]) => /[^\u00a0\u202f][?!;:]( |$)/.test(text))).toEqual([])
    if (code === 'ar') expect(said.filter(([, text]) => /[?,;]/.test(text))).toEqual([])
  })
})

it('Arabic keeps what may run from left to right apart from the text round it', () => {
  for (const [name, text] of wordsOf(languages.ar)) {
    const outside = text.replace(/[\u2066\u2068][^\u2066-\u2069]+\u2069/g, '')
    expect([name, outside]).toEqual([name, expect.not.stringMatching(/\{(name|place|host|offset|address)\}/)])
    expect([name, outside.replace(/\{\w+\}/g, '')]).toEqual([name, expect.not.stringMatching(/[A-Za-z+\u2066-\u2069]/)])
  }
})

describe('a locale', () => {
  it.each([
    ['en', 'en'],
    ['de-AT', 'de'],
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['PT-br', 'pt-BR'],
    ['ar-EG', 'ar'],
    ['ja-JP-u-ca-japanese', 'ja'],
    ['sv', 'en'],
    ['', 'en'],
    ['constructor', 'en'],
  ])('%s is spoken to in %s', (locale, code) => expect(languageOf(locale)).toBe(code))

  it('that Baton does not speak is told from English', () => {
    expect([spokenLanguage('sv'), spokenLanguage('en-GB'), spokenLanguage('')]).toEqual([null, 'en', null])
  })

  it('runs in its own direction', () => {
    expect(['ar', 'ar-EG', 'he', 'fa-IR', 'ur'].map(directionOf)).toEqual(Array(5).fill('rtl'))
    expect(['en', 'ja', 'arn', 'de-AR'].map(directionOf)).toEqual(Array(4).fill('ltr'))
  })
})

describe('a form in several languages', () => {
  const form = { locale: 'en', locales: { 'pt-BR': {}, de: {}, 'de-CH': {}, 'zh-Hant': {} } } as unknown as Form // all that is looked at

  it.each([
    [['de-CH'], 'de-CH'],
    [['de-AT'], 'de'],
    [['pt'], 'pt-BR'],
    [['pt-PT', 'de'], 'pt-BR'],
    [['fr', 'de'], 'de'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('is shown to %j in %s', (wanted, shown) => expect(chooseLocale(form, wanted)).toBe(shown))
})

it('the owner’s words in a language that is none are refused by their place', () => {
  const errors = checkMessages({ visitor: {}, rep: {}, locales: { de: {}, 'pt-BR': {}, german_: {} } })
  expect(errors.map(({ path }) => path)).toEqual(['/messages/locales/german_'])
})
