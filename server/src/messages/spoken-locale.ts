import type { Form } from '@baton/shared/form'
import { bareLanguage } from '@baton/shared/locale'
import { chooseLocale } from '@baton/shared/public-form'
import { knownLocale } from './moments.ts'

/** In which locale to speak to a visitor: theirs, where the form was shown in its language; else the one that the form was shown in. */
export function spokenLocale({ form, locale }: { form: Form; locale: string }): string {
  const theirs = knownLocale(locale)
  const shown = chooseLocale(form, [theirs])
  return bareLanguage(shown) === bareLanguage(theirs) ? theirs : knownLocale(shown)
}
