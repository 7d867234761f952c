import { createHash } from 'node:crypto'
import { type Html, toMarkup } from './pages/html.ts'

/** HTML with holes for values, parted at them once. */
export interface Template {
  /** Of the text: the same name is the same text in every version. */
  hash: string
  text: string
  /** Text and the name of a hole in turn, text first and last. */
  parts: readonly string[]
}

/** A template by its name, and the markup in its holes: joined they are the same bytes at any time, and a tenth of them to store. */
export interface FilledTemplate {
  template: string
  values: Readonly<Record<string, string>>
}

/** `text` was made at build time, with `{{name}}` where values go. */
export function openTemplate(text: string): Template {
  return { hash: createHash('sha256').update(text).digest('hex').slice(0, 16), text, parts: text.split(/\{\{(\w+)\}\}/) }
}

/** Throws on a hole that nothing fills. */
export function fillTemplate({ hash, parts }: Template, given: Readonly<Record<string, Html | string>>): FilledTemplate {
  const values: Record<string, string> = {}
  for (let place = 1; place < parts.length; place += 2) {
    const name = parts[place] as string // every second part is a hole's name
    if (!Object.hasOwn(given, name)) throw new Error(`Nothing fills the hole {{${name}}} of the template.`)
    values[name] ??= toMarkup(given[name])
  }
  return { template: hash, values }
}

/** The bytes. One pass, so that a value which looks like a hole stays text. */
export function joinTemplate({ parts }: Template, values: FilledTemplate['values']): string {
  return parts.map((part, place) => (place % 2 === 0 ? part : values[part])).join('')
}
