import type { SubmissionReply, SubmissionRequest } from '@baton/shared/api'
import { BatonError } from '@baton/shared/errors'
import type { Desk } from '../desk.ts'
import { type Handoff, handOff } from '../handoff.ts'
import type { OpenForm } from './open-form.ts'
import { nextSubmissionId, writeRequest } from './write-request.ts'

/** `refused`: the form that is published by now has something against these answers. */
export type Sent = SubmissionReply | { outcome: 'refused'; questionIds: string[] }

export interface Sending {
  sender: string | null
  elapsedMs(): number
  now: Date
}

/** Hands a conversation off as the widget's submission would be: the same checks, signs and limits. */
export async function sendConversation(desk: Desk, open: OpenForm, { sender, elapsedMs, now }: Sending): Promise<Sent> {
  const arrival = { trusted: false, sender, admit: () => {}, elapsedMs } // its own page sent it, from wherever somebody came
  try {
    return (await sendKindly(request => handOff(desk, open.found, request, arrival), writeRequest({ ...open, now }))).reply
  } catch (error) {
    if (!(error instanceof BatonError) || error.code !== 'invalid_answers') throw error
    return { outcome: 'refused', questionIds: error.problems.map(({ path }) => readPointer(path)) }
  }
}

/** Does what the widget does by itself, or cannot do without a script. */
async function sendKindly(send: (request: SubmissionRequest) => Promise<Handoff>, request: SubmissionRequest): Promise<Handoff> {
  try {
    return await send(request)
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    // They went back after sending and changed their answers: this is another submission.
    if (error.code === 'submission_conflict') return sendKindly(send, { ...request, submissionId: nextSubmissionId(request) })
    // Without a script nobody can do it. Without a token it is set aside instead, for a person to look at.
    if (error.code === 'work_required') return sendKindly(send, { ...request, renderToken: null })
    throw error
  }
}

/** The question's id of "/answers/email": a JSON Pointer. */
function readPointer(path: string): string {
  return (path.split('/')[2] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
}
