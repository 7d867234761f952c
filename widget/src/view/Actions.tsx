import { keepFocus } from '../keep-focus.ts'
import { Plain } from './Plain.tsx'
import type { ViewProps } from './Widget.tsx'

/** One main button for every phase, so that the cursor stays where it was when sending fails. */
export function Actions({ view }: ViewProps) {
  const { form, text, step, total, change, back } = view
  const { phase } = view.now
  const sending = phase === 'sending'
  const stuck = !sending && phase !== 'asking'
  const last = step + 1 >= total
  return (
    <div class="actions">
      <button part="button" class="main" id="go" type="submit" onMouseDown={keepFocus} aria-disabled={sending} aria-busy={sending}>
        {stuck ? text.tryAgain : last ? form.submitLabel || text.send : text.continue}
      </button>
      {stuck ? <Plain onClick={change}>{text.change}</Plain> : step > 0 && !sending && <Plain onClick={back}>{text.back}</Plain>}
    </div>
  )
}
