import { de } from './de.ts'
import { en } from './en.ts'
import type { Words } from './words.ts'

/** The languages Baton speaks, by their codes. */
export const languages = { en, de } satisfies Record<string, Words>
export type LanguageCode = keyof typeof languages

/** The language to speak beside a text in `locale`: its own, else English. */
export function languageOf(locale: string): LanguageCode {
  const [code = ''] = locale.toLowerCase().split('-')
  return Object.hasOwn(languages, code) ? (code as LanguageCode) : 'en' // just looked up
}
