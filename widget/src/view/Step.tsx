import type { Screen } from '../screen.ts'
import { Actions } from './Actions.tsx'
import { Notice } from './Notice.tsx'
import { QuestionView } from './QuestionView.tsx'

export function Step({ screen }: { screen: Screen }) {
  const { model, state, step, total, questions } = screen
  const { form, text } = model.parts
  const asked = questions.filter(question => question.kind !== 'hidden')
  const hasTitle = step === 0 && form.title !== ''
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const { elements } = event.currentTarget as HTMLFormElement // the form below
    model.proceed((elements.namedItem('company_website') as HTMLInputElement).value)
  }
  return (
    <form part="form" noValidate aria-label={form.title || text.form} onSubmit={submit}>
      {total > 1 && <progress max={total} value={step + 1} aria-label={text.progress(step + 1, total)} />}
      {hasTitle && (
        <header>
          <h2>{form.title}</h2>
          {form.intro && <p class="quiet">{form.intro}</p>}
        </header>
      )}
      {/* Keyed by step, so that no field of one step lends its DOM, and its caret, to the next. */}
      <fieldset class="questions" key={step} disabled={state.phase !== 'asking'}>
        {asked.map(question => (
          <QuestionView key={question.id} question={question} screen={screen} alone={!hasTitle && asked.length === 1} />
        ))}
      </fieldset>
      {/* People do not see it; bots like to fill it. */}
      <input class="unseen" name="company_website" aria-hidden="true" tabIndex={-1} autocomplete="off" />
      <Notice screen={screen} />
      <Actions screen={screen} />
    </form>
  )
}
