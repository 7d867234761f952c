/** Characters that reorder, hide or break text: C0 and C1 controls, bidi embeddings, overrides and isolates, line separators, and those without width that a name could hide behind. */
const treacherous = /[\p{Cc}\u200B\u2028-\u202E\u2060-\u206F\uFEFF]+/gu

/** What somebody typed, on one line: no controls, no bidi overrides, no runs of blanks; cut with an ellipsis. */
export function oneLine(text: string, longest = 500): string {
  return cut(text.replace(treacherous, ' ').replace(/\s+/gu, ' ').trim(), longest)
}

/**
 * A subject. What is written like an encoded word of RFC 2047 (`=?utf-8?Q?…?=`) is plain ASCII to whoever sends it, and is decoded by
 * whoever reads it, line breaks and overrides included: it is taken apart.
 */
export function subjectLine(text: string, longest: number): string {
  return oneLine(text.replaceAll('=?', '= ?'), longest)
}

/** The same of our own words round names that are clean already: the marks that keep those apart from the words stay. */
export function ownSubject(text: string, longest: number): string {
  return cut(text.replaceAll('=?', '= ?'), longest)
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  // By code points: half a surrogate pair is no character.
  return `${[...text]
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`
}

/** `oneLine` for text of several lines: its paragraphs stay, more than one empty line in a row does not. */
export function manyLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map(line => oneLine(line, Number.POSITIVE_INFINITY))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
