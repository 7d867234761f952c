import type { FactValue } from '../condition.ts'
import type { Finding } from './report.ts'

/** A finding for a person: where, what, and a lead to see it with, if there is one, on a line of its own. */
export function writeFinding({ path, message, witness }: Finding): string {
  if (!witness) return `${path}: ${message}`
  const facts = Object.entries(witness.facts).map(([fact, value]) => `${fact} = ${writeValue(value)}`)
  return `${path}: ${message}\n  For example: ${facts.join(', ')}; at ${witness.at}.`
}

function writeValue(value: FactValue): string {
  return Array.isArray(value) ? value.map(one => `“${one}”`).join(' and ') : typeof value === 'string' ? `“${value}”` : String(value)
}
