import type { SubmissionReply } from '@baton/shared/api'
import type { Choice } from '../model.ts'
import type { Screen } from '../screen.ts'
import { webAddress } from '../web-address.ts'
import { firstNameOf } from './Rep.tsx'
import { Slots } from './Slots.tsx'

export type Assigned = Extract<SubmissionReply, { outcome: 'assigned' }>

/** The way to a meeting: free times, one link, or the word that the rep writes first. */
export function Booking({ screen, reply, choice }: { screen: Screen; reply: Assigned; choice: Extract<Choice, { stage: 'choosing' }> }) {
  const { booking, rep } = reply
  const { text } = screen.model.parts
  const url = booking.kind === 'none' ? null : webAddress(booking.url, screen.origin)
  if (booking.kind === 'slots' && booking.slots.length > 0 && url) return <Slots screen={screen} booking={booking} choice={choice} />
  if (!url) return <p class="fact">{text.theyWrite(firstNameOf(rep))}</p>
  return (
    <a part="button" class="main" href={url} target="_blank" rel="noopener noreferrer">
      {text.openCalendar(firstNameOf(rep))}
      <span class="unseen"> {text.newTab}</span>
    </a>
  )
}

/** The rep's own page at one time. */
export function bookingAddress(booking: Assigned['booking'], startAt: string, origin: string): string | undefined {
  if (booking.kind !== 'slots' || !booking.url) return undefined
  return webAddress(booking.url.split('{startAt}').join(encodeURIComponent(startAt)), origin) ?? undefined
}
