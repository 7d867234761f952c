import type { ZoneNames } from '../moments.ts'

/**
 * What Baton says to a visitor where the owner has not said it in their own words. It speaks of the rep, never as the rep, for no
 * person wrote it; and it claims nothing that a machine cannot know. Names stand where no language would decline them, and nothing tells anybody's
 * gender. `when` is a moment as `inZone` writes it.
 */
export interface VisitorWords {
  /** Who the mail is from, in its header: letters, digits and plain marks. */
  sender(who: { rep: string; workspace: string }): string
  /** A moment beside the zone it is told in. */
  inZone(moment: string, zone: ZoneNames): string
  /** Between two sentences. */
  gap: string
  /** Between the words for a link and its address, in plain text. */
  colon: string
  personHeading(who: { rep: string }): string
  personSubject(who: { rep: string; firstName: string | null; workspace: string }): string
  /** `own`: the company is one the workspace knows already. Without the country where the language would decline it, for Intl does not. */
  looksAfter(who: { rep: string; own: boolean; country: string | null }): string
  /** What to do on the page. */
  pickTime: string
  /** The same where the rep shows no times, and what the page adds to it. */
  repWritesFirst(who: { rep: string; when: string | null }): string
  mailComes(who: { rep: string }): string
  answersKnown(who: { rep: string }): string
  timesButton(who: { rep: string }): string
  pageButton: string
  replyReaches(who: { rep: string }): string
  told: string
  queuedHeading(who: { firstName: string | null }): string
  queuedSubject(who: { firstName: string | null; workspace: string }): string
  queuedPromise(who: { workspace: string; when: string | null }): string
  queuedNext: string
  queuedPage: string
  disqualifiedHeading(who: { firstName: string | null }): string
  disqualifiedBody: string
  /** Why this mail came, and that a machine sent it. */
  footer(why: { formTitle: string; workspace: string }): string
  preview: { assigned: string; queued: string }
}
