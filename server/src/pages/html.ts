/** Markup that is safe to send as it is. A symbol holds it: nothing parsed from JSON can pass for one. */
const markup: unique symbol = Symbol('markup')
export interface Html {
  readonly [markup]: string
}

type Value = Html | string | number | null | undefined | false | readonly Value[]

/**
 * Markup with holes: text in them is escaped, nested `html` and lists of it pass as they are, null and false leave nothing. The
 * only place of the server that turns text into markup. Attributes stand in double quotes, always.
 */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return { [markup]: parts.reduce((whole, part, place) => whole + toMarkup(values[place - 1]) + part) }
}

/** Our own style as it is: inside `<style>` nothing is an entity. Only ever a constant of ours, never something with a value in it. */
export function trustedStyle(style: string): Html {
  return { [markup]: style }
}

/** The characters to send. */
export function toMarkup(value: Value): string {
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeText(String(value))
  if (isHtml(value)) return value[markup]
  return value.map(toMarkup).join('')
}

/** An http(s) address or a path of our own as it may stand in `href`, else null: never `javascript:`, `data:` or `//elsewhere`. */
export function safeHref(address: string): string | null {
  if (/^\/(?![/\\])/.test(address)) return address
  try {
    const url = new URL(address)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null // the constructor's only way to say no
  }
}

function isHtml(value: Html | readonly Value[]): value is Html {
  return markup in value
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] as string) // the five it matches
}
