import { Actions } from './Actions.tsx'
import { Notice } from './Notice.tsx'
import { QuestionView } from './QuestionView.tsx'
import type { ViewProps } from './Widget.tsx'

/** One screen of questions. */
export function Step({ model }: ViewProps) {
  const { form, text, state, steps } = model
  const { step } = state
  const asked = (steps[step] ?? []).filter(question => question.kind !== 'hidden')
  const progress = text.progress(step + 1, steps.length)
  const title = !step && form.title
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    model.proceed((event.currentTarget as HTMLFormElement).company_website.value) // the field below
  }
  return (
    <form part="form" noValidate aria-label={form.title || text.form} onSubmit={submit}>
      {steps.length > 1 && (
        <div class="progress quiet">
          <progress max={steps.length} value={step + 1} aria-label={progress} />
          {progress}
        </div>
      )}
      {title && (
        <header>
          <h2>{title}</h2>
          {form.intro && <p class="quiet">{form.intro}</p>}
        </header>
      )}
      {/* Keyed, so that no field of one step lends its DOM, and its caret, to the next. */}
      <fieldset class="questions" id="step" key={step} disabled={state.now.phase !== 'asking'}>
        {asked.map(question => (
          <QuestionView key={question.id} model={model} question={question} alone={!title && asked.length === 1} />
        ))}
      </fieldset>
      {/* People do not see it; bots like to fill it. */}
      <input class="unseen" name="company_website" aria-hidden="true" tabIndex={-1} autocomplete="off" />
      <Notice model={model} />
      <Actions model={model} />
    </form>
  )
}
