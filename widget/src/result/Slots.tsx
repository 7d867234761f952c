import type { Slot } from '@baton/shared/api'
import { fill } from '@baton/shared/words/fill'
import type { Looking } from '../phase.ts'
import { Out } from '../view/Out.tsx'
import { Plain } from '../view/Plain.tsx'
import type { ResultProps } from './create-result.tsx'
import { groupByDay, offsetAt, placeOf, say } from './moments.ts'

interface SlotsProps extends ResultProps {
  slots: Slot[]
  choice: Looking
  addressOf(slot: Slot): string | null
}

const firstDays = 5
const firstTimes = 9

/** Free times by the visitor's own days. Nothing is chosen for them; the place of the button is kept until they have. */
export function Slots({ view, slots, choice, addressOf }: SlotsProps) {
  const { reading, words } = view
  const { slot, all } = choice
  const days = groupByDay(slots, reading.timeZone)
  const shown = days.find(({ id }) => id === choice.day) ?? days[0]
  const first = shown?.slots[0]
  if (!first) return null
  const more = !all && (days.length > firstDays || shown.slots.length > firstTimes)
  return (
    <>
      <fieldset class="days" aria-label={words.days}>
        {days.slice(0, all ? undefined : firstDays).map(day => (
          <button key={day.id} type="button" aria-pressed={day === shown} onClick={() => view.look({ day: day.id, slot: undefined })}>
            {say(day.at, 'weekday', reading)} <b>{say(day.at, 'day', reading)}</b>
          </button>
        ))}
      </fieldset>
      <fieldset class="times" aria-label={say(first.startAt, 'date', reading)}>
        {shown.slots.slice(0, all ? undefined : firstTimes).map(one => (
          <button key={one.startAt} part="slot" type="button" aria-pressed={one === slot} onClick={() => view.look({ slot: one })}>
            {say(one.startAt, 'time', reading)}
          </button>
        ))}
      </fieldset>
      <div class="zone">
        <p class="quiet">{fill(words.zone, { place: placeOf(reading), offset: offsetAt(first.startAt, reading) })}</p>
        {more && <Plain onClick={() => view.look({ all: true })}>{words.moreTimes}</Plain>}
      </div>
      <div class="actions">
        {slot ? (
          <Out main href={addressOf(slot) ?? ''} onClick={() => view.open(slot)}>
            {fill(words.book, {
              day: `${say(slot.startAt, 'weekday', reading)} ${say(slot.startAt, 'day', reading)}`,
              time: say(slot.startAt, 'time', reading),
            })}
          </Out>
        ) : (
          <p class="quiet">{words.pickTime}</p>
        )}
      </div>
    </>
  )
}
