import type { Slot, SubmissionReply } from '@baton/shared/api'
import type { Choice } from '../phase.ts'
import { webAddress } from '../web-address.ts'
import { Out } from './Out.tsx'
import { Plain } from './Plain.tsx'
import { Slots } from './Slots.tsx'
import type { ViewProps } from './Widget.tsx'

interface BookingProps extends ViewProps {
  reply: Extract<SubmissionReply, { outcome: 'assigned' }>
  choice: Choice
}

/** The way to a meeting: free times, one link, or the word that the rep writes first. */
export function Booking({ model, reply: { booking, rep }, choice }: BookingProps) {
  const { origin, text } = model
  const url = booking.kind === 'none' ? null : booking.url
  const addressOf = (slot: Slot | undefined) => webAddress(slot ? url?.split('{startAt}').join(encodeURIComponent(slot.startAt)) : url, origin)
  const address = addressOf(choice.stage === 'opened' ? choice.slot : undefined)
  const slots = booking.kind === 'slots' ? booking.slots : null
  if (!address || slots?.length === 0) return <p class="notice">{text.theyWrite(rep.name)}</p>
  if (slots && choice.stage === 'looking') return <Slots model={model} slots={slots} addressOf={addressOf} choice={choice} />
  return (
    <div class="actions">
      <Out main href={address}>
        {slots ? text.openAgain : text.openCalendar}
      </Out>
      {slots && <Plain onClick={() => model.look({})}>{text.otherTime}</Plain>}
    </div>
  )
}
