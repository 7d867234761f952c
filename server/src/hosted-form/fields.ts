import { BatonError } from '@baton/shared/errors'

/** What a browser sends of a plain form: the fields by name, each with its values in order. */
export type Fields = ReadonlyMap<string, readonly string[]>

/** Ten questions of a hundred options, all ticked, are fewer. */
const mostFields = 1100

/** As much text as JSON carries elsewhere. Escaped it takes three times as many bytes, which is what the body may have. */
const mostText = 64 * 1024
export const mostBytes = 3 * mostText

/**
 * The body of a plain form. Nothing in it is refused for how a text is written, for there is no script to mend it and nobody would know what to
 * change: bytes that are no UTF-8 become replacement characters, and what PostgreSQL cannot store goes.
 */
export function parseFields(body: Buffer): Fields {
  const text = body.toString()
  if (text.split('&', mostFields + 1).length > mostFields) throw new BatonError('invalid_body')
  const fields = new Map<string, string[]>()
  let length = 0
  for (const [name, value] of new URLSearchParams(text)) {
    length += name.length + value.length
    if (length > mostText) throw new BatonError('body_too_large')
    fields.set(name, [...(fields.get(name) ?? []), mendText(value)])
  }
  return fields
}

/** The first value of a field; empty where there is none. */
export function firstOf(fields: Fields, name: string): string {
  return fields.get(name)?.[0] ?? ''
}

/** Browsers send lines that end in CR LF; scripts read them with LF, and what is counted and stored is the same either way. */
function mendText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/(\p{M}{30})\p{M}+/gu, '$1')
}
