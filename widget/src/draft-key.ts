/** Where a form's unsent answers are kept for this tab. */
export const draftKey = (formId: string) => `baton:draft:${formId}`

export function hasDraft(formId: string): boolean {
  try {
    return draftKey(formId) in sessionStorage
  } catch {
    return false // the page has no storage
  }
}
