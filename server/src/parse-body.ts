import { BatonError, type Problem } from '@baton/shared/errors'
import { pointer } from '@baton/shared/verify/findings'

const deepest = 8
const mostKeys = 100

/**
 * A JSON body as a value that can be stored. 5,000 nested brackets fit into 10 kB and crash what later walks through them; NUL and
 * half a surrogate pair are legal JSON and illegal in PostgreSQL: all three are refused here, with the place they stand at.
 */
export function parseBody(body: Buffer): unknown {
  const value = parseJson(body)
  checkValue(value, '', 0)
  return value
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (cause) {
    throw new BatonError('invalid_json', [], { cause })
  }
}

function checkValue(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') return checkText(value, path)
  if (typeof value !== 'object' || value === null) return
  if (depth >= deepest) throw new BatonError('too_deep', [problem(path, 'too_deep', `Nothing may be nested deeper than ${deepest} levels.`)])
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) checkValue(part, `${path}/${index}`, depth + 1)
    return
  }
  const entries = Object.entries(value)
  if (entries.length > mostKeys) throw new BatonError('too_deep', [problem(path, 'too_many_keys', `An object may have at most ${mostKeys} keys.`)])
  for (const [key, part] of entries) {
    const place = path + pointer([key])
    checkText(key, path)
    // JSON.parse makes "__proto__" an ordinary key; whoever copies it with `=` later would not.
    if (key === '__proto__') throw new BatonError('invalid_body', [problem(place, 'forbidden_key', 'This key is not allowed.')])
    checkValue(part, place, depth + 1)
  }
}

/** What the page tells of itself: an address cut in the middle of a character is no reason to lose a lead. */
const told = /^\/(touches|page|pagesViewed)(\/|$)/

function checkText(text: string, path: string): void {
  if (told.test(path)) return
  if (text.includes('\0')) throw new BatonError('invalid_text', [problem(path, 'nul', 'NUL cannot be stored.')])
  // In one order or the other they are the same text, and sorting 20,000 of them took 200 ms; no language stacks more than Unicode's stream-safe thirty.
  if (/\p{M}{31}/u.test(text)) throw new BatonError('invalid_text', [problem(path, 'too_many_marks', 'A letter may carry at most 30 marks.')])
  if (!text.isWellFormed()) throw new BatonError('invalid_text', [problem(path, 'lone_surrogate', 'Half of a surrogate pair cannot be stored.')])
}

function problem(path: string, code: string, message: string): Problem {
  return { path, code, message }
}
