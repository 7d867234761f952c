import { placeOf, say } from '../moments.ts'
import type { Phase } from '../phase.ts'
import { webAddress } from '../web-address.ts'
import { Booking } from './Booking.tsx'
import { Rep } from './Rep.tsx'
import type { ViewProps } from './Widget.tsx'

type Done = Extract<Phase, { phase: 'done' }>

/** The answer to the visitor: who looks after them and when, or what happens instead. */
export function Result({ model, now: { reply, choice } }: ViewProps & { now: Done }) {
  const { reading, origin, text } = model
  const { message, outcome } = reply
  const assigned = outcome === 'assigned'
  const opened = assigned && choice.stage === 'opened' && text.openedBody(reply.rep.name, say(choice.slot.startAt, 'moment', reading))
  const redirect = outcome === 'disqualified' ? webAddress(reply.redirectUrl, origin) : null
  return (
    <section>
      {assigned && <Rep rep={reply.rep} origin={origin} />}
      {outcome === 'queued' && <span class="tick" />}
      <h2 id="result" tabIndex={-1}>
        {opened ? text.opened : message.heading}
      </h2>
      <p class="message">{opened || message.body}</p>
      {assigned && <Booking model={model} reply={reply} choice={choice} />}
      {outcome === 'queued' && <p class="notice">{text.replyBy(say(reply.replyBy, 'moment', reading), placeOf(reading))}</p>}
      {redirect && (
        <p class="actions">
          <a part="button" class="main" href={redirect}>
            {text.continueTo(new URL(redirect).hostname)}
          </a>
        </p>
      )}
    </section>
  )
}
