export interface PageReader {
  /** What brought the visitor here: read as a touch by what is fetched later. */
  arrival: { url: string; referrer: string; at: string }
  /** The paths seen until now, and since when, in milliseconds. */
  viewed(): { path: string; since: number }[]
}

/**
 * Follows the visit from now on, in memory only: nothing is stored on the visitor's machine. The page's own `history` is left
 * as it is; where the Navigation API is missing, a change of path is seen at the next back, forward or submission.
 */
export function followVisit(): PageReader {
  const viewed: { path: string; since: number }[] = []
  const note = () => {
    const path = location.pathname.slice(0, 500)
    if (viewed[viewed.length - 1]?.path !== path) viewed.push({ path, since: Date.now() })
  }
  note()
  addEventListener('popstate', note)
  ;(window as { navigation?: EventTarget }).navigation?.addEventListener('navigatesuccess', note) // not yet in TypeScript's DOM
  return {
    arrival: { url: location.href, referrer: document.referrer, at: new Date().toISOString() },
    viewed() {
      note()
      return viewed
    },
  }
}
