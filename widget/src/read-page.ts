import type { SubmissionBody } from '@baton/shared/api'
import { addTouch, readTouch, type Touches } from '@baton/shared/attribution'
import type { FlowFacts } from '@baton/shared/flow'

/** What a submission says about the page and the visit. */
export type Visit = Pick<SubmissionBody, 'touches' | 'page' | 'pagesViewed' | 'timeZone'>

export interface PageReader {
  touches: Touches
  timeZone: string | undefined
  read(): Visit
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
  const touches = addTouch({}, readTouch({ url: location.href, referrer: document.referrer, at: new Date().toISOString() }))
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return {
    touches,
    timeZone,
    read() {
      note()
      const pagesViewed = viewed.map(({ path, since }, index) => ({
        path,
        at: new Date(since).toISOString(),
        seconds: Math.round(((viewed[index + 1]?.since ?? Date.now()) - since) / 1000),
      }))
      return { touches, timeZone, page: { url: location.href.slice(0, 2000), title: document.title.slice(0, 500) }, pagesViewed: pagesViewed.slice(-50) }
    },
  }
}

/** The facts `showWhen` may use besides answers: `touch.first.*`, `touch.last.*` and `locale`. */
export function flowFacts(touches: Touches, locale: string): FlowFacts {
  const facts: Record<string, string> = { locale }
  for (const which of ['first', 'last'] as const) {
    for (const [name, value] of Object.entries(touches[which] ?? {})) if (value && name !== 'at') facts[`touch.${which}.${name}`] = value
  }
  return facts
}
