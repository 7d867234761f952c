import { fill } from '@baton/shared/words/fill'
import { webAddress } from '../web-address.ts'
import { Booking } from './Booking.tsx'
import type { ResultProps } from './create-result.tsx'
import { placeOf, say } from './moments.ts'
import { Rep } from './Rep.tsx'

/** The answer to the visitor: who looks after them and when, or what happens instead. */
export function Result({ view }: ResultProps) {
  const { now, reading, origin, words } = view
  if (now.phase !== 'done') return null
  const { reply, choice } = now
  const { message, outcome } = reply
  const assigned = outcome === 'assigned'
  const opened = assigned && choice.stage === 'opened' && fill(words.openedBody, { name: reply.rep.name, time: say(choice.slot.startAt, 'moment', reading) })
  const redirect = outcome === 'disqualified' ? webAddress(reply.redirectUrl, origin) : null
  return (
    <section>
      {assigned && <Rep rep={reply.rep} origin={origin} />}
      {outcome === 'queued' && <span class="tick" />}
      <h2 id="result" tabIndex={-1} dir="auto">
        {opened ? words.opened : message.heading}
      </h2>
      <p class="message" dir="auto">
        {opened || message.body}
      </p>
      {assigned && <Booking view={view} reply={reply} choice={choice} />}
      {outcome === 'queued' && reply.replyBy && (
        <p class="notice">{fill(words.replyBy, { time: say(reply.replyBy, 'moment', reading), place: placeOf(reading) })}</p>
      )}
      {redirect && (
        <p class="actions">
          <a part="button" class="main" href={redirect}>
            {fill(words.continueTo, { host: new URL(redirect).hostname })}
          </a>
        </p>
      )}
    </section>
  )
}
