import type { Screen } from '../screen.ts'

/** One main button for every phase, so that the keyboard stays where it was when sending fails. */
export function Actions({ screen }: { screen: Screen }) {
  const { model, state, step, total } = screen
  const { form, text } = model.parts
  const asking = state.phase === 'asking' || state.phase === 'sending'
  const label = asking ? (step + 1 < total ? text.continue : (form.submitLabel ?? text.send)) : state.phase === 'failed' ? text.tryAgain : text.tryNow
  const busy = state.phase === 'sending'
  return (
    <div class="actions" onMouseDown={keepFocus}>
      <button part="button" class="main" type="submit" aria-disabled={busy} aria-busy={busy}>
        {label}
      </button>
      {asking && step > 0 && !busy && (
        <button part="button" class="plain" type="button" onClick={model.back}>
          {text.back}
        </button>
      )}
      {!asking && (
        <button part="button" class="plain" type="button" onClick={model.change}>
          {text.changeAnswers}
        </button>
      )}
      {total > 1 && <span class="count quiet">{text.progress(step + 1, total)}</span>}
    </div>
  )
}

/** A field that loses focus to a press may show its problem, which moves the button away from under the pointer: so it keeps it. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}
