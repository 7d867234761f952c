import type { Message, PublicBooking, PublicRep, Slot } from '@baton/shared/api'
import { apart } from '../messages/apart.ts'
import { knownLocale, writeClock, writeDay, writeOffset, zoneNames } from '../messages/moments.ts'
import type { Spoken } from '../spoken.ts'
import { handoffWords } from './handoff-words/languages.ts'
import type { HandoffWords } from './handoff-words/words.ts'
import { type Html, html, safeHref } from './html.ts'
import { pageFrame } from './page-frame.ts'
import { initialsOf } from './words.ts'

export interface HandoffView {
  workspaceName: string
  /** Null while nobody has the lead. */
  rep: PublicRep | null
  message: Message
  slots: readonly Slot[]
  booking: PublicBooking
  /** The visitor's; null when the browser did not tell. */
  timeZone: string | null
  /** The one they were spoken to in. */
  locale: string
  formTitle: string
}

/** The lead's own page: who is theirs, when that person is free, and the plain link. */
export function handoffPage(view: HandoffView): string {
  const words = handoffWords(knownLocale(view.locale))
  const body = html`<main>
    <p class="soft"><bdi>${view.workspaceName}</bdi>${view.formTitle && html` · <bdi>${view.formTitle}</bdi>`}</p>
    <h1 dir="auto">${view.message.heading}</h1>
    <p class="lead" dir="auto">${view.message.body}</p>
    <section class="card">${view.rep ? html`${repLine(view.rep)}${nextStep(view, view.rep, words)}` : step(words.next, words.waiting)}</section>
    <p class="soft small">${words.keep}</p>
  </main>`
  return pageFrame({ title: `${view.message.heading} · ${view.workspaceName}`, body, language: words.language, direction: words.direction })
}

function repLine(rep: PublicRep): Html {
  const photo = rep.photoUrl === null ? null : safeHref(rep.photoUrl)
  return html`<div class="person">${photo ? html`<img src="${photo}" alt="" width="64" height="64">` : html`<span class="initials" aria-hidden="true">${initialsOf(rep.name)}</span>`}
    <div><strong><bdi>${rep.name}</bdi></strong><span class="soft"><bdi>${rep.title}</bdi></span></div></div>`
}

function nextStep(view: HandoffView, rep: PublicRep, words: Spoken<HandoffWords>): Html {
  const { booking } = view
  const firstName = apart(rep.name.split(' ')[0] as string, words.direction) // split gives at least one part
  switch (booking.kind) {
    case 'none':
      return step(words.next, words.repWrites(firstName))
    case 'link':
      return html`${step(words.pick, words.calendarShows(firstName))}${button(booking.url, words.openCalendar)}`
    case 'slots':
      if (view.slots.length > 0) return freeTimes(view, booking, words)
      return html`${step(words.noTimes, words.replyForTime(firstName))}${booking.url && button(withoutStart(booking.url), words.openCalendar)}`
  }
}

function step(heading: string, sentence: string): Html {
  return html`<h2>${heading}</h2><p>${sentence}</p>`
}

function freeTimes(view: HandoffView, booking: PublicBooking & { kind: 'slots' }, words: Spoken<HandoffWords>): Html {
  const timeZone = view.timeZone ?? booking.timeZone
  const zone = zoneNames(timeZone, words.language)
  const calendar = booking.url === null ? null : safeHref(withoutStart(booking.url))
  return html`<h2>${words.pick}</h2><p class="soft">${zone ? words.zone(zone) : words.offset(writeOffset(timeZone))}</p>
    ${byDay(view.slots, timeZone, words.language).map(([day, slots]) => html`<h3>${day}</h3><ul class="slots">${slots.map(slot => slotItem(slot, booking.url, writeClock(new Date(slot.startAt), timeZone, words.language)))}</ul>`)}
    <p class="soft">${words.noneFits} ${calendar && html`<a href="${calendar}">${words.wholeCalendar}</a>`}</p>`
}

function byDay(slots: readonly Slot[], timeZone: string, locale: string): [string, Slot[]][] {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = writeDay(new Date(slot.startAt), timeZone, locale, 'long')
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  return [...days]
}

function slotItem(slot: Slot, url: string | null, clock: string): Html {
  const href = url === null ? null : safeHref(url.replace('{startAt}', encodeURIComponent(slot.startAt)))
  return html`<li>${href ? html`<a href="${href}">${clock}</a>` : html`<span>${clock}</span>`}</li>`
}

/** The rep's calendar without a chosen time: the place in the address that holds one goes. */
function withoutStart(url: string): string {
  return url.replace(/\/?\{startAt\}/, '')
}

function button(url: string, words: string): Html {
  const href = safeHref(url)
  return href ? html`<p><a class="button" href="${href}">${words}</a></p>` : html``
}

/** For a token that is none, or one whose lead was erased: nothing about anybody. */
export function notFoundPage(locale: string): string {
  const words = handoffWords(knownLocale(locale))
  const { title, heading, reason, whatToDo, advice } = words.nothing
  const body = html`<main>
    <h1>${heading}</h1>
    <p class="lead">${reason}</p>
    <section class="card">${step(whatToDo, advice)}</section>
  </main>`
  return pageFrame({ title, body, language: words.language, direction: words.direction })
}
