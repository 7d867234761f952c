import { keepFocus } from '../keep-focus.ts'
import { Plain } from './Plain.tsx'
import type { ViewProps } from './Widget.tsx'

/** One main button for every phase, so that the cursor stays where it was when sending fails. */
export function Actions({ model }: ViewProps) {
  const { form, text, state, steps } = model
  const { phase } = state.now
  const sending = phase === 'sending'
  const stuck = phase === 'failed' || phase === 'waiting-to-retry'
  const last = state.step + 1 >= steps.length
  return (
    <div class="actions" key="actions">
      <button part="button" class="main" id="go" type="submit" onMouseDown={keepFocus} aria-disabled={sending} aria-busy={sending}>
        {stuck ? (phase === 'failed' ? text.tryAgain : text.tryNow) : last ? form.submitLabel || text.send : text.continue}
      </button>
      {stuck ? <Plain onClick={model.change}>{text.change}</Plain> : state.step > 0 && !sending && <Plain onClick={model.back}>{text.back}</Plain>}
    </div>
  )
}
