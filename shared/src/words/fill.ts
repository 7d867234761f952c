/** Words with `{name}` filled by values. */
export function fill(words: string, values: Readonly<Record<string, string | number>>): string {
  return words.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
