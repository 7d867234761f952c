import type { Message, PublicBooking, PublicRep, Slot } from '@baton/shared/api'
import { knownLocale, writeClock, writeDay, writeZone } from '../messages/moments.ts'
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
  locale?: string | undefined
  formTitle: string
}

/** The lead's own page: who is theirs, when that person is free, and the plain link. */
export function handoffPage(view: HandoffView): string {
  const body = html`<main>
    <p class="soft">${[view.workspaceName, view.formTitle].filter(Boolean).join(' · ')}</p>
    <h1 dir="auto">${view.message.heading}</h1>
    <p class="lead" dir="auto">${view.message.body}</p>
    ${view.rep && html`<section class="card">${repLine(view.rep)}${nextStep(view, view.rep)}</section>`}
    ${!view.rep && html`<section class="card"><h2>What happens next</h2><p>You need do nothing. Your answers are kept, and as soon as somebody has your request their name and free times stand on this page.</p></section>`}
    <p class="soft small">This page is yours alone: keep its address, and come back whenever you like.</p>
  </main>`
  return pageFrame({ title: `${view.message.heading} · ${view.workspaceName}`, body, language: knownLocale(view.locale ?? 'en') })
}

function repLine(rep: PublicRep): Html {
  const photo = rep.photoUrl === null ? null : safeHref(rep.photoUrl)
  return html`<div class="person">${photo ? html`<img src="${photo}" alt="" width="64" height="64">` : html`<span class="initials" aria-hidden="true">${initialsOf(rep.name)}</span>`}
    <div><strong>${rep.name}</strong><span class="soft">${rep.title}</span></div></div>`
}

function nextStep(view: HandoffView, rep: PublicRep): Html {
  const { booking } = view
  const firstName = rep.name.split(' ')[0] as string // split gives at least one part
  switch (booking.kind) {
    case 'none':
      return html`<h2>What happens next</h2><p>${firstName} will write to you. A reply to the mail you have reaches ${firstName} too.</p>`
    case 'link':
      return html`<h2>Pick a time</h2><p>${firstName}’s calendar shows what is free.</p>${plainLink(booking.url, 'Open the calendar')}`
    case 'slots':
      return view.slots.length > 0 ? freeTimes(view, booking) : noFreeTimes(booking.url, firstName)
  }
}

function noFreeTimes(url: string | null, firstName: string): Html {
  return html`<h2>No free times to show right now</h2><p>Reply to the mail you have, and ${firstName} will find one with you.</p>${url && plainLink(withoutStart(url), 'Look in the calendar')}`
}

function freeTimes(view: HandoffView, booking: PublicBooking & { kind: 'slots' }): Html {
  const timeZone = view.timeZone ?? booking.timeZone
  const locale = knownLocale(view.locale ?? 'en')
  const calendar = booking.url === null ? null : safeHref(withoutStart(booking.url))
  return html`<h2>Pick a time</h2><p class="soft">All times are ${writeZone(timeZone)}.</p>
    ${byDay(view.slots, timeZone, locale).map(
      ([day, slots]) =>
        html`<h3>${day}</h3><ul class="slots">${slots.map(slot => html`<li>${slotLink(slot, booking.url, writeClock(new Date(slot.startAt), timeZone, locale))}</li>`)}</ul>`,
    )}
    <p class="soft">None fits? ${calendar ? html`<a href="${calendar}">See the whole calendar</a>, or reply` : 'Reply'} to the mail you have.</p>`
}

function byDay(slots: readonly Slot[], timeZone: string, locale: string): [string, Slot[]][] {
  const days = new Map<string, Slot[]>()
  for (const slot of slots) {
    const day = writeDay(new Date(slot.startAt), timeZone, locale, 'long')
    days.set(day, [...(days.get(day) ?? []), slot])
  }
  return [...days]
}

function slotLink(slot: Slot, url: string | null, clock: string): Html {
  const href = url === null ? null : safeHref(url.replace('{startAt}', encodeURIComponent(slot.startAt)))
  return href ? html`<a href="${href}">${clock}</a>` : html`<span>${clock}</span>`
}

/** The rep's calendar without a chosen time: the place in the address that holds one goes. */
function withoutStart(url: string): string {
  return url.replace(/\/?\{startAt\}/, '')
}

function plainLink(url: string, words: string): Html {
  const href = safeHref(url)
  return href ? html`<p><a class="button" href="${href}">${words}</a></p>` : html``
}

/** For a token that is none, or one whose lead was erased: nothing about anybody. */
export function notFoundPage(): string {
  const body = html`<main>
    <h1>There is nothing at this address</h1>
    <p class="lead">The link may be cut short, or what stood here is gone.</p>
    <section class="card"><h2>What you can do</h2><p>Open the link from your mail again, or copy the whole of it. A reply to that mail always reaches a person.</p></section>
  </main>`
  return pageFrame({ title: 'Nothing here', body })
}
