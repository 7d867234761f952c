import type { PublicBooking } from '@baton/shared/api'
import type { Choice } from '../model.ts'
import { groupByDay, offsetAt, placeOf, say } from '../moments.ts'
import type { Screen } from '../screen.ts'
import { bookingAddress } from './Booking.tsx'

interface SlotsProps {
  screen: Screen
  booking: Extract<PublicBooking, { kind: 'slots' }>
  choice: Extract<Choice, { stage: 'choosing' }>
}

const firstDays = 5
const firstTimes = 9

/** Free times by the visitor's own days. Nothing is chosen for them; the button waits in its place until they have. */
export function Slots({ screen, booking, choice }: SlotsProps) {
  const { model, reading, origin } = screen
  const { text } = model.parts
  const days = groupByDay(booking.slots, reading.timeZone)
  const day = days.find(({ id }) => id === choice.day) ?? days[0]
  if (!day?.slots[0]) return null
  const { slot } = choice
  const hasMore = !choice.all && (days.length > firstDays || days.some(({ slots }) => slots.length > firstTimes))
  const shortDay = (at: string) => [say(at, 'weekday', reading), say(at, 'day', reading)] as const
  return (
    <>
      <div class="days" role="group" aria-label={text.days}>
        {days.slice(0, choice.all ? undefined : firstDays).map(({ id, slots: [first] }) => {
          const at = first?.startAt ?? ''
          const [weekday, number] = shortDay(at)
          return (
            <button
              key={id}
              type="button"
              class="day"
              aria-pressed={id === day.id}
              aria-label={say(at, 'date', reading)}
              onClick={() => model.choose({ day: id, slot: null })}
            >
              {weekday}
              <b>{number}</b>
            </button>
          )
        })}
      </div>
      <div class="slots" role="group" aria-label={`${text.times}, ${say(day.slots[0].startAt, 'date', reading)}`}>
        {day.slots.slice(0, choice.all ? undefined : firstTimes).map(one => (
          <button
            key={one.startAt}
            part="slot"
            type="button"
            class="slot"
            aria-pressed={one.startAt === slot?.startAt}
            onClick={() => model.choose({ day: day.id, slot: one })}
          >
            {say(one.startAt, 'time', reading)}
          </button>
        ))}
      </div>
      <p class="zone quiet">{text.zone(placeOf(reading), offsetAt(day.slots[0].startAt, reading))}</p>
      <div class="actions">
        {slot ? (
          <a
            part="button"
            class="main"
            href={bookingAddress(booking, slot.startAt, origin)}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => model.open(slot)}
          >
            {text.book(...shortDay(slot.startAt), say(slot.startAt, 'time', reading))}
            <span class="unseen"> {text.newTab}</span>
          </a>
        ) : (
          <button part="button" class="main" type="button" aria-disabled="true">
            {text.pickTime}
          </button>
        )}
        {hasMore && (
          <button part="button" class="plain" type="button" onClick={() => model.choose({ all: true })}>
            {text.moreTimes}
          </button>
        )}
      </div>
    </>
  )
}
