import { dateFormat } from '../intl.ts'
import { type Html, html } from './html.ts'

/** "25 Nov 2026, 09:27 UTC": several people look at these pages, so their times are nobody's own. */
export function instant(at: string | null): Html | null {
  if (at === null) return null
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return html`${at}`
  const written = dateFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(date)
  return html`<time class="numbers" datetime="${date.toISOString()}">${written} UTC</time>`
}

/** One row of a `<dl>`; nothing where nothing is known. */
export function entry(label: string, value: Html | string | number | null): Html | null {
  return value === null || value === '' ? null : html`<dt>${label}</dt><dd dir="auto">${value}</dd>`
}

/** A person's two letters, where there is no photo of them. */
export function initialsOf(name: string): string {
  const letters = name
    .trim()
    .split(/\s+/)
    .flatMap(word => [...word].slice(0, 1))
  return [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('')
}
