import type { SubmissionBody } from '@baton/shared/api'
import { addTouch, readTouch, type Touches } from '@baton/shared/attribution'
import type { PageReader } from '../read-page.ts'

/** What a submission says about the page and the visit. */
export function readVisit(page: PageReader): Pick<SubmissionBody, 'touches' | 'page' | 'pagesViewed' | 'timeZone'> {
  const { timeZone, viewed } = page
  const pagesViewed = viewed().map(({ path, since }, index, all) => ({
    path,
    at: new Date(since).toISOString(),
    seconds: Math.round(((all[index + 1]?.since ?? Date.now()) - since) / 1000),
  }))
  return {
    touches: touchesOf(page),
    timeZone,
    page: { url: location.href.slice(0, 2000), title: document.title.slice(0, 500) },
    pagesViewed: pagesViewed.slice(-50),
  }
}

export function touchesOf({ arrival }: PageReader): Touches {
  return addTouch({}, readTouch(arrival))
}
