import { bareLanguage } from '../locale.ts'
import { ar } from './ar.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { ja } from './ja.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { ptBr } from './pt-br.ts'
import type { Words } from './words.ts'

/** The languages Baton speaks, by their codes. */
export const languages = { en, de, fr, es, 'pt-BR': ptBr, it, nl, pl, ja, ar } satisfies Record<string, Words>
export type LanguageCode = keyof typeof languages

/** The language to speak beside a text in `locale`: its own, whatever the region, else English. */
export function languageOf(locale: string): LanguageCode {
  return spokenLanguage(locale) ?? 'en'
}

/** The same, null where Baton does not speak it. */
export function spokenLanguage(locale: string): LanguageCode | null {
  const language = bareLanguage(locale)
  return (Object.keys(languages) as LanguageCode[]).find(code => bareLanguage(code) === language) ?? null // the keys are just those
}
