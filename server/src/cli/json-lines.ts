/** Where things stand in a text that is valid JSON, for whoever has to find them there. Lines count from 1. */

const parts = /("(?:[^"\\]+|\\.)*")(\s*:)?|[[\]{},]|[^\s[\]{},:"]+/g

/** The line on which the value that `path` leads to begins, else what is there of the way. */
export function lineOf(json: string, path: readonly PropertyKey[]): number {
  const here: PropertyKey[] = []
  let found = 0
  for (const { 0: part, 1: text = '', 2: colon, index } of json.matchAll(parts)) {
    const step = here.at(-1)
    if (colon) here.splice(-1, 1, JSON.parse(text))
    else if (part === ',' && typeof step === 'number') here.splice(-1, 1, step + 1)
    else if (part === ']' || part === '}') here.pop()
    else if (part !== ',') {
      if (here.every((one, depth) => one === path[depth])) found = index
      if (part === '[') here.push(0)
      if (part === '{') here.push('')
    }
  }
  return lineAt(json, found)
}

/** The first line that holds what no text of a database can: NUL, or half of a surrogate pair. Both are legal JSON. */
export function findUnstorable(json: string): number | null {
  for (const { 1: text = '""', index } of json.matchAll(parts)) {
    if (!/\\u(?:0000|d[89a-f])/i.test(text)) continue
    const meant: string = JSON.parse(text)
    if (meant.includes('\0') || !meant.isWellFormed()) return lineAt(json, index)
  }
  return null
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
