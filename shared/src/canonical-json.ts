/**
 * JSON as RFC 8785 (JCS) writes it: keys in order of their UTF-16 code units, no spaces. Values that are equal are the same bytes,
 * also after a database has put their keys into an order of its own. Takes what JSON can hold; a key without a value is left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const held = Object.entries(value).filter(([, part]) => part !== undefined)
  return `{${held
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`)
    .join(',')}}`
}
