import { createHash } from 'node:crypto'

/** A function in the database. Its name ends in the hash of its text: a version that still runs beside this one keeps its own. */
export interface SqlFunction {
  name: string
  create: string
}

/** `text`: from the parameters on. */
export function installed(name: string, text: string): SqlFunction {
  const full = `baton_${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
  return { name: full, create: `create or replace function ${full}${text}` }
}
