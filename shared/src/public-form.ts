import { stepsOf, visibleSteps } from './flow.ts'
import type { Form, PublicForm, Question } from './form.ts'
import { findLocale } from './locale.ts'

/** What a browser may see of a form, in one language. Nothing of scoring, rules, facts or origins. */
export function publicForm(form: Form, playbookVersion: number, wanted: readonly string[]): PublicForm {
  const locale = chooseLocale(form, wanted)
  const translation = form.locales[locale]
  const { id, fallbackUrl, privacyUrl, remember } = form
  return {
    id,
    playbookVersion,
    locale,
    title: translation?.title ?? form.title,
    intro: translation?.intro ?? form.intro,
    submitLabel: translation?.submitLabel ?? form.submitLabel,
    steps: form.layout === 'page' ? [stepsOf(form).flat()] : stepsOf(form),
    questions: form.questions.map(question => translate(question, translation?.questions?.[question.id])),
    fallbackUrl,
    privacyUrl,
    ...(remember !== 'never' && { remember }),
  }
}

/** What is asked before anything is known but the language. */
export function openingOf(form: PublicForm): string[][] {
  return visibleSteps(form, {}, { locale: form.locale }).map(questions => questions.map(({ id }) => id))
}

/** Whether a question hangs on what brought the visitor here. */
export function asksTouch({ questions }: PublicForm): boolean {
  return /"touch\./.test(JSON.stringify(questions.map(({ showWhen }) => showWhen)))
}

/** The first wanted language the form is written in, whatever the region; else the form's own. */
export function chooseLocale(form: Form, wanted: readonly string[]): string {
  const written = [form.locale, ...Object.keys(form.locales)]
  for (const one of wanted) {
    const found = findLocale(written, one)
    if (found) return found
  }
  return form.locale
}

function translate(question: Question, words: NonNullable<Form['locales'][string]['questions']>[string] | undefined): Question {
  const { fills: _, ask: __, writtenShowWhen: ___, ...shown } = question
  const told = { ...shown, label: words?.label ?? question.label, hint: words?.hint ?? question.hint }
  const placeholder = words?.placeholder ?? ('placeholder' in question ? question.placeholder : undefined)
  return {
    ...told,
    ...(placeholder !== undefined && { placeholder }),
    ...('options' in question && { options: question.options.map(option => ({ ...option, label: words?.options?.[option.id] ?? option.label })) }),
  } as Question // the kind is kept, and with it the shape
}
