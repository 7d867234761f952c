import { type Spoken, speak } from '../../spoken.ts'
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
import type { VisitorWords } from './words.ts'

/** In a language Baton speaks; English where it does not. The locale is a known one. */
export function visitorWords(locale: string): Spoken<VisitorWords> {
  return speak({ en, de, fr, es, 'pt-BR': ptBr, it, nl, pl, ja, ar }, locale)
}
