import type { Slot } from '@baton/shared/api'
import { say } from '../moments.ts'
import type { Screen } from '../screen.ts'
import { type Assigned, bookingAddress } from './Booking.tsx'
import { firstNameOf, Rep } from './Rep.tsx'

/** After a time was taken to the rep's calendar. It does not say "booked": only the calendar can. */
export function Opened({ screen, reply, slot }: { screen: Screen; reply: Assigned; slot: Slot }) {
  const { model, reading, origin } = screen
  const { text } = model.parts
  return (
    <section>
      <Rep rep={reply.rep} origin={origin} />
      <h2 tabIndex={-1}>{text.opened}</h2>
      <p class="message">{text.openedBody(firstNameOf(reply.rep), say(slot.startAt, 'moment', reading))}</p>
      <div class="actions">
        <a part="button" class="main" href={bookingAddress(reply.booking, slot.startAt, origin)} target="_blank" rel="noopener noreferrer">
          {text.openAgain}
          <span class="unseen"> {text.newTab}</span>
        </a>
        <button part="button" class="plain" type="button" onClick={() => model.choose({})}>
          {text.otherTime}
        </button>
      </div>
    </section>
  )
}
