import { webAddress } from '../web-address.ts'
import { Out } from './Out.tsx'
import { Plain } from './Plain.tsx'
import type { ViewProps } from './Widget.tsx'

/** What happens to the answers when they could not be sent. */
export function Notice({ model }: ViewProps) {
  const { form, origin, text, state } = model
  const { now } = state
  if (now.phase === 'waiting-to-retry') return <p class="notice">{`${text.waiting} ${text.retryIn(now.seconds)}`}</p>
  if (now.phase !== 'failed') return null
  const fallback = webAddress(form.fallbackUrl, origin)
  return (
    <div class="notice">
      {text[now.reason]}
      {typeof now.copy === 'object' && <textarea class="input" rows={5} readOnly aria-label={text.copy} value={now.copy.byHand} />}
      <p>
        {fallback && <Out href={fallback}>{text.otherWay}</Out>}
        <Plain onClick={model.copyAnswers}>{now.copy === 'copied' ? text.copied : text.copy}</Plain>
      </p>
    </div>
  )
}
