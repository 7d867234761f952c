/** What came of a trial. */
export interface Verdict {
  figures: Record<string, number>
  /** What is not as it must be. */
  violations: string[]
  /** Why it was not made. */
  skipped?: string
}
