import { fill } from '@baton/shared/words/fill'
import { Out } from '../view/Out.tsx'
import { Plain } from '../view/Plain.tsx'
import { webAddress } from '../web-address.ts'
import type { NoticeProps } from './create-sending.tsx'

/** What was taken up again; and what happens to answers that could not be sent. A screen reader is told at once, but hears no countdown. */
export function Notice({ view }: NoticeProps) {
  const { form, origin, text, words, now, draft, startOver, copyAnswers, refusal } = view
  // Baton's own page of the form takes answers whatever page does not; it is of no use where the server cannot be reached.
  const refused = refusal.value || (now.phase === 'failed' && now.reason === 'refused')
  const fallback = webAddress(form.fallbackUrl || (refused && refusal.value !== 'form_not_found' ? `${origin}/f/${encodeURIComponent(form.id)}` : null), origin)
  const otherWay = fallback && <Out href={fallback}>{text.otherWay}</Out>
  if (now.phase === 'asking' && refusal.value)
    return (
      <p class="notice">
        <span role="alert">{words.notFromHere}</span> {otherWay}
      </p>
    )
  const who = draft.knownAs()
  const found = draft.isResumed() ? words.resumed : who && fill(words.notYou, { who })
  if (now.phase === 'asking' && found)
    return (
      <p class="notice">
        {found} <Plain onClick={startOver}>{words.startOver}</Plain>
      </p>
    )
  if (now.phase === 'waiting-to-retry')
    return (
      <p class="notice">
        <span role="alert">{text.unreachable}</span> {fill(words.retryIn, now)}
      </p>
    )
  if (now.phase !== 'failed') return null
  return (
    <div class="notice">
      <p role="alert">{now.reason === 'refused' ? words.refused : text.unreachable}</p>
      {typeof now.copy === 'object' && <textarea class="input" rows={5} readOnly aria-label={words.copy} value={now.copy.byHand} />}
      <p>
        {otherWay}
        <Plain onClick={copyAnswers}>{now.copy === 'copied' ? words.copied : words.copy}</Plain>
      </p>
    </div>
  )
}
