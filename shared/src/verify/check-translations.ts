import type { Form } from '../form.ts'
import type { Messages } from '../playbook.ts'
import { type DocumentError, pointer } from './findings.ts'
import { nearestName } from './nearest.ts'

/** Translations are for questions and options that exist, into languages that do. */
export function checkTranslations(form: Form, place: readonly PropertyKey[]): DocumentError[] {
  const error = (path: readonly PropertyKey[], message: string, nearest: string | null = null) => ({
    document: 'playbook' as const,
    path: pointer(path),
    message,
    nearest,
  })
  const languages: [string, readonly PropertyKey[]][] = [
    [form.locale, [...place, 'locale']],
    ...Object.keys(form.locales).map(locale => [locale, [...place, 'locales', locale]] as [string, PropertyKey[]]),
  ]
  const errors = languages.flatMap(([locale, path]) => checkLocale(locale, path))
  for (const [locale, translation] of Object.entries(form.locales)) {
    for (const [id, words] of Object.entries(translation.questions ?? {})) {
      const path = [...place, 'locales', locale, 'questions', id]
      const question = form.questions.find(one => one.id === id)
      if (!question) {
        errors.push(
          error(
            path,
            `There is no question “${id}” on this form.`,
            nearestName(
              id,
              form.questions.map(one => one.id),
            ),
          ),
        )
        continue
      }
      const options = 'options' in question ? question.options.map(option => option.id) : []
      for (const option of Object.keys(words.options ?? {}))
        if (!options.includes(option)) errors.push(error([...path, 'options', option], `“${id}” has no option “${option}”.`, nearestName(option, options)))
    }
  }
  return errors
}

/** The owner's own words are in languages that exist too. */
export function checkMessages({ locales = {} }: Messages): DocumentError[] {
  return Object.keys(locales).flatMap(locale => checkLocale(locale, ['messages', 'locales', locale]))
}

function checkLocale(locale: string, path: readonly PropertyKey[]): DocumentError[] {
  if (isLocale(locale)) return []
  return [{ document: 'playbook', path: pointer(path), message: `“${locale}” is no language tag such as “en” or “pt-BR”.`, nearest: null }]
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false // the function's only way to say no
  }
}
