/** An http or https address in full, or null: a link never runs script, whatever a reply says. */
export function webAddress(url: string | null | undefined, base: string): string | null {
  try {
    const { protocol, href } = new URL(url ?? '', base)
    return url && /^https?:$/.test(protocol) ? href : null
  } catch {
    return null // the constructor's only way to say no
  }
}
