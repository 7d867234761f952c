import type { SubmissionReply } from '@baton/shared/api'
import { eventually } from '../support/await-condition.ts'
import type { Fleet } from './fleet.ts'
import { type Recorder, withoutSlots } from './history.ts'
import type { PlannedSubmission } from './plan.ts'
import { formId } from './team.ts'

/** What a visitor's browser does: asks, and where it gets no answer or a 503, asks another replica with the same id. */
export interface Client {
  /** Resolves once the submission was acknowledged. */
  submit(submission: PlannedSubmission): Promise<void>
  /** One request, to the next replica in turn, with no second try. Its status; null where no answer came. */
  askOnce(submission: PlannedSubmission): Promise<number | null>
}

/** Longer than any endpoint of ours may take. */
const answerLimitMs = 8000
const acknowledgedLimitMs = 90_000

/** `mintToken` gives the render token of somebody who began to answer a while ago. */
export function createClient(fleet: Fleet, { record }: Recorder, mintToken: () => string): Client {
  let turn = 0

  const askOnce: Client['askOnce'] = async ({ id, answers }) => {
    const ready = fleet.ready()
    const replica = ready[turn++ % ready.length]
    if (!replica) return null
    try {
      const response = await fetch(`${replica.url}/v1/forms/${formId}/submissions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ submissionId: id, answers, renderToken: mintToken() }),
        signal: AbortSignal.timeout(answerLimitMs),
      })
      const { status } = response
      const text = await response.text()
      if (response.ok) record({ kind: 'acknowledged', submissionId: id, status, reply: withoutSlots(JSON.parse(text) as SubmissionReply) })
      else record({ kind: 'unanswered', submissionId: id, status, reason: text.slice(0, 300) })
      return status
    } catch (error) {
      record({ kind: 'unanswered', submissionId: id, status: null, reason: reasonOf(error) })
      return null
    }
  }

  return {
    askOnce,
    async submit(submission) {
      const what = `The acknowledgement of ${submission.id}`
      const accepted = async () => {
        const status = await askOnce(submission)
        return status !== null && status < 300
      }
      await eventually(accepted, { timeoutMs: acknowledgedLimitMs, intervalMs: 50, what })
    },
  }
}

/** A time-out, or the system's word for a connection that failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = (error.cause ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : error.name
}
