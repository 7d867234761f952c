import type { SubmissionReply } from '@baton/shared/api'
import type { State } from '../model.ts'
import { offsetAt, placeOf, say } from '../moments.ts'
import type { Screen } from '../screen.ts'
import { webAddress } from '../web-address.ts'
import { Booking } from './Booking.tsx'
import { Opened } from './Opened.tsx'
import { Rep } from './Rep.tsx'

type Done = Extract<State, { phase: 'done' }>

/** The answer to the visitor: who looks after them and when, or what happens instead. */
export function Result({ screen, state }: { screen: Screen; state: Done }) {
  const { reply, choice } = state
  if (reply.outcome === 'assigned' && choice.stage === 'opened') return <Opened screen={screen} reply={reply} slot={choice.slot} />
  return (
    <section>
      {reply.outcome === 'assigned' && <Rep rep={reply.rep} origin={screen.origin} />}
      {reply.outcome === 'queued' && <span class="tick" aria-hidden="true" />}
      <h2 tabIndex={-1}>{reply.message.heading}</h2>
      <p class="message">{reply.message.body}</p>
      <NextStep screen={screen} reply={reply} choice={choice} />
    </section>
  )
}

function NextStep({ screen, reply, choice }: { screen: Screen; reply: SubmissionReply; choice: Done['choice'] }) {
  const { reading, origin, model } = screen
  const { text } = model.parts
  if (reply.outcome === 'assigned') return choice.stage === 'choosing' ? <Booking screen={screen} reply={reply} choice={choice} /> : null
  if (reply.outcome === 'queued') {
    return <p class="fact">{text.replyBy(say(reply.replyBy, 'moment', reading), placeOf(reading) || offsetAt(reply.replyBy, reading))}</p>
  }
  const url = webAddress(reply.redirectUrl, origin)
  return url ? (
    <a part="button" class="main" href={url}>
      {text.continueTo(new URL(url).hostname)}
    </a>
  ) : null
}
