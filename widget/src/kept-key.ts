/** Under which a form's unsent answers are kept for this tab, and what it remembers for the next visit. */
export const keptKey = (formId: string) => `baton:draft:${formId}`

export function hasKept(formId: string): boolean {
  try {
    return [sessionStorage, localStorage].some(storage => keptKey(formId) in storage)
  } catch {
    return false // the page has no storage
  }
}
