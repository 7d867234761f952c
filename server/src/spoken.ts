import { type Direction, directionOf } from '@baton/shared/locale'
import { type LanguageCode, spokenLanguage } from '@baton/shared/words/languages'

/** Words in a language: `language` is the locale in which times and countries stand between them. */
export type Spoken<Words> = Words & { language: string; direction: Direction }

/** In the language of a known locale, whatever its region; in English where Baton does not speak it. */
export function speak<Words extends object>(byLanguage: Readonly<Record<LanguageCode, Words>>, locale: string): Spoken<Words> {
  const code = spokenLanguage(locale)
  const language = code ? locale : 'en'
  return { ...byLanguage[code ?? 'en'], language, direction: directionOf(language) }
}
