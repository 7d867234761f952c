import type { Form } from '../form.ts'
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
  const errors = languages.flatMap(([locale, path]) => (isLocale(locale) ? [] : [error(path, `“${locale}” is no language tag such as “en” or “pt-BR”.`)]))
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

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false // the function's only way to say no
  }
}
