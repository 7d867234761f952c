import type { Section } from './sections.ts'

/** Mail programs of old and terminals show 78 columns; RFC 5322 asks for no more. */
const columns = 76

/** A section as plain text: the heading, then the values under each other in one column. */
export function sectionText({ heading, rows }: Section): string {
  const labels = rows.map(row => row.label.length)
  const indent = Math.min(24, Math.max(...labels, 0)) + 2
  const told = rows.map(({ label, value }) => {
    if (!label) return wrap(value)
    const first = label.padEnd(indent - 1)
    // A label longer than the column has its line to itself.
    return first.length < indent ? wrap(value, `${first} `, ' '.repeat(indent)) : `${label}\n${wrap(value, ' '.repeat(indent), ' '.repeat(indent))}`
  })
  return [...(heading ? [heading.toLocaleUpperCase('en')] : []), ...told].join('\n')
}

/**
 * Text broken at blanks to fit; a word longer than a line keeps whole, for a broken link is none. Lines of the text itself stay
 * under its first, so that what a visitor typed cannot pass for a heading of the mail.
 */
export function wrap(text: string, first = '', rest = first): string {
  const broken: string[] = []
  for (const paragraph of text.split('\n')) {
    let row = broken.length === 0 ? first : rest
    let empty = true
    for (const word of paragraph.split(' ')) {
      if (!empty && row.length + 1 + word.length > columns) {
        broken.push(row)
        row = rest
        empty = true
      }
      row += empty ? word : ` ${word}`
      empty = false
    }
    broken.push(row.trimEnd())
  }
  return broken.join('\n')
}
