import type { Screen } from '../screen.ts'
import { webAddress } from '../web-address.ts'

/** What happens to the answers when they could not be sent. */
export function Notice({ screen }: { screen: Screen }) {
  const { model, state, origin } = screen
  const { form, text } = model.parts
  if (state.phase === 'waiting-to-retry') {
    return (
      <p class="notice">
        {text.waiting} <span class="number">{text.retryIn(state.seconds)}</span>
      </p>
    )
  }
  if (state.phase !== 'failed') return null
  const fallback = webAddress(form.fallbackUrl, origin)
  return (
    <div class="notice">
      <p>{text[state.reason]}</p>
      {typeof state.copy === 'object' && <textarea class="input" part="input" rows={5} readOnly aria-label={text.yourAnswers} value={state.copy.byHand} />}
      <p class="ways">
        {fallback && (
          <a href={fallback} target="_blank" rel="noopener noreferrer">
            {text.otherWay}
          </a>
        )}
        <button part="button" class="plain" type="button" onClick={model.copyAnswers}>
          {state.copy === 'copied' ? text.copied : text.copyAnswers}
        </button>
      </p>
    </div>
  )
}
