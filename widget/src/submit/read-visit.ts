import type { SubmissionBody } from '@baton/shared/api'
import type { PageReader } from '../read-page.ts'

/** What a submission says about the page and how it was visited. */
export function readVisit({ viewed }: PageReader): Pick<SubmissionBody, 'page' | 'pagesViewed' | 'timeZone'> {
  const pagesViewed = viewed().map(({ path, since }, index, all) => ({
    path,
    at: new Date(since).toISOString(),
    seconds: Math.round(((all[index + 1]?.since ?? Date.now()) - since) / 1000),
  }))
  return {
    // Not where the page loads: the first of Intl costs a slow phone more than all the rest.
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    page: { url: location.href.slice(0, 2000), title: document.title.slice(0, 500) },
    pagesViewed: pagesViewed.slice(-50),
  }
}
