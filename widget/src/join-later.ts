import type { ResultWords, SendingWords } from '@baton/shared/words/words'
import type { Later, LaterFile } from './later/later-file.ts'
import type { Model } from './model.ts'
import type { ResultFile } from './result/result-file.ts'
import type { SubmitFile } from './submit/submit-file.ts'

type Parts = ReturnType<LaterFile['open']> & ReturnType<SubmitFile['open']> & ReturnType<ResultFile['open']>

/** One conversation's rest, of the three files it comes in. */
export function joinLater(
  model: Model,
  { createChecking, createSending, createResult }: Parts,
  words: { checking: SendingWords; sending: SendingWords; result: ResultWords },
): Later {
  const checking = createChecking(model, words.checking)
  const sending = createSending(model, words.sending, checking)
  const result = createResult(model, words.result)
  return { ...checking, ...sending, ...result, styles: sending.styles + result.styles }
}
