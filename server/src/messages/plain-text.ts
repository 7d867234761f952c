import type { Section } from './sections.ts'

/** Mail programs of old and terminals show 78 columns; RFC 5322 asks for no more. */
const columns = 76

/** A section as plain text: the heading, then the values under each other in one column. */
export function sectionText({ heading, rows }: Section): string {
  const labels = rows.map(row => widthOf(row.label))
  const indent = Math.min(24, Math.max(...labels, 0)) + 2
  const told = rows.map(({ label, value }) => {
    if (!label) return wrap(value)
    const blanks = indent - widthOf(label)
    // A label longer than the column has its line to itself.
    return blanks > 0 ? wrap(value, label + ' '.repeat(blanks), ' '.repeat(indent)) : `${label}\n${wrap(value, ' '.repeat(indent), ' '.repeat(indent))}`
  })
  return [...(heading ? [heading.toLocaleUpperCase('en')] : []), ...told].join('\n')
}

/**
 * Text broken at blanks to fit, and where the writing has none between any words; a word longer than a line keeps whole, for a broken link is none. Lines of the text itself stay
 * under its first, so that what a visitor typed cannot pass for a heading of the mail.
 */
export function wrap(text: string, first = '', rest = first): string {
  const broken: string[] = []
  for (const paragraph of text.split('\n')) {
    let row = broken.length === 0 ? first : rest
    let width = widthOf(row)
    let empty = true
    for (const { text, gap } of paragraph.split(' ').flatMap(unbroken)) {
      const before = empty ? '' : gap
      const taken = widthOf(before + text)
      if (!empty && width + taken > columns) {
        broken.push(row)
        row = rest + text
        width = widthOf(row)
      } else {
        row += before + text
        width += taken
      }
      empty = false
    }
    broken.push(row.trimEnd())
  }
  return broken.join('\n')
}

/** Letters and marks as wide as two others. */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u
const closing = /^[、。，．：；！？）」』】〉》ー…]/u
const opening = /[（「『【〈《]$/u

function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += wide.test(letter) ? 2 : 1
  return width
}

/** What stays on one line of a word between blanks: all of it, but for Chinese and Japanese, which put no blanks between words. */
function unbroken(word: string): { text: string; gap: string }[] {
  if (!wide.test(word)) return [{ text: word, gap: ' ' }]
  const parts: { text: string; gap: string }[] = []
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(word)) {
    const last = parts.at(-1)
    const between = last ? last.text.slice(-1) + segment.slice(0, 1) : ''
    if (last && (!wide.test(between) || closing.test(segment) || opening.test(last.text))) last.text += segment
    else parts.push({ text: segment, gap: last ? '' : ' ' })
  }
  return parts
}
