import type { SubmissionView } from './lead-view.ts'

/** What was begun and not sent, as `GET /v1/drafts` gives it. Instants are ISO in UTC. */
export interface DraftView
  extends Pick<SubmissionView, 'id' | 'formId' | 'formTitle' | 'playbookVersion' | 'answers' | 'readable' | 'touches' | 'pagesViewed' | 'timeZone' | 'locale'> {
  email: string
  name: string | null
  startedAt: string
  /** When the latest answers came. */
  savedAt: string
}
