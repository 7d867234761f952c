export interface Counts {
  passed: number
  failed: number
  skipped: number
}
export function countTests(report: unknown, exitCode: number): Counts & { notes: string[] }
export function line(counts: Counts): string
