import { fill } from '@baton/shared/words/fill'
import { Actions } from './Actions.tsx'
import { Notice } from './Notice.tsx'
import { QuestionView } from './QuestionView.tsx'
import type { ViewProps } from './Widget.tsx'

/** One screen of questions. */
export function Step({ view }: ViewProps) {
  const { form, text, now, step, total } = view
  const asked = view.asked.filter(question => question.kind !== 'hidden')
  const progress = fill(text.progress, { step: step + 1, total })
  const title = !step && form.title
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    view.proceed((event.currentTarget as HTMLFormElement).company_website.value) // the field below
  }
  return (
    <form part="form" noValidate aria-label={form.title || text.form} onSubmit={submit}>
      {total > 1 && (
        <div class="progress quiet">
          <progress max={total} value={step + 1} aria-label={progress} />
          {progress}
        </div>
      )}
      {title && (
        <header>
          <h2>{title}</h2>
          {form.intro && <p class="quiet">{form.intro}</p>}
        </header>
      )}
      {view.later && <view.later.Summary view={view} />}
      {/* Keyed, so that no field of one step lends its DOM, and its caret, to the next. */}
      <fieldset class="questions" id="step" key={step} disabled={now.phase !== 'asking'}>
        {asked.map(question => (
          <QuestionView key={question.id} view={view} question={question} alone={!title && asked.length === 1} />
        ))}
      </fieldset>
      {/* People do not see it; bots like to fill it. */}
      <input class="unseen" name="company_website" aria-hidden="true" tabIndex={-1} autocomplete="off" />
      <Notice view={view} />
      <Actions view={view} />
    </form>
  )
}
