import type { Slot, SubmissionReply } from '@baton/shared/api'
import { fill } from '@baton/shared/words/fill'
import type { Choice } from '../phase.ts'
import { Out } from '../view/Out.tsx'
import { Plain } from '../view/Plain.tsx'
import { webAddress } from '../web-address.ts'
import type { ResultProps } from './create-result.tsx'
import { Slots } from './Slots.tsx'

interface BookingProps extends ResultProps {
  reply: Extract<SubmissionReply, { outcome: 'assigned' }>
  choice: Choice
}

/** The way to a meeting: free times, one link, or the word that the rep writes first. */
export function Booking({ view, reply: { booking, rep }, choice }: BookingProps) {
  const { origin, words } = view
  const url = booking.kind === 'none' ? null : booking.url
  const addressOf = (slot: Slot | undefined) => webAddress(slot ? url?.split('{startAt}').join(encodeURIComponent(slot.startAt)) : url, origin)
  const address = addressOf(choice.stage === 'opened' ? choice.slot : undefined)
  const slots = booking.kind === 'slots' ? booking.slots : null
  if (!address || slots?.length === 0) return <p class="notice">{fill(words.theyWrite, { name: rep.name })}</p>
  if (slots && choice.stage === 'looking') return <Slots view={view} slots={slots} addressOf={addressOf} choice={choice} />
  return (
    <div class="actions">
      <Out main href={address}>
        {slots ? words.openAgain : words.openCalendar}
      </Out>
      {slots && <Plain onClick={() => view.look({})}>{words.otherTime}</Plain>}
    </div>
  )
}
