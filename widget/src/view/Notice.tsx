import { webAddress } from '../web-address.ts'
import { Out } from './Out.tsx'
import type { ViewProps } from './Widget.tsx'

/** What happens to the answers when they could not be sent: in few words while what says it in full could not be had either. */
export function Notice({ view }: ViewProps) {
  const { form, origin, text, now, later } = view
  if (later) return <later.Notice view={view} />
  if (now.phase !== 'failed') return null
  const fallback = webAddress(form.fallbackUrl, origin)
  return (
    <div class="notice">
      <p role="alert">{text.unreachable}</p>
      {fallback && (
        <p>
          <Out href={fallback}>{text.otherWay}</Out>
        </p>
      )}
    </div>
  )
}
