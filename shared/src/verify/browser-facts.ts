/**
 * What a browser reads of a touch just as the server does. Medium, source and term are not among it: which site is a search engine stands in lists that
 * only the server has, and a question may not be asked by one reading and decided by another.
 */
export const browserTouches = ['campaign', 'content', 'clickId', 'landingPath', 'referrerHost'] as const

/** What a `showWhen` may use besides answers. */
export function isKnownInBrowser(fact: string): boolean {
  const [group, which, name] = fact.split('.')
  return fact === 'locale' || (group === 'touch' && which !== undefined && browserTouches.some(one => one === name))
}
