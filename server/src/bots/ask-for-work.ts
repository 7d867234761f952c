import { BatonError } from '@baton/shared/errors'
import type { Sign } from './find-signs.ts'
import { workOf } from './proof-of-work.ts'
import type { TokenReading } from './render-token.ts'

/**
 * What it tells of a submission that its network sent so many to the form lately. Work is asked of each of those, for a token from before, or the same one
 * again and again, would be the way round it. Who has a token of ours can fetch one that asks for work: throws `work_required`. Who has none is set
 * aside, as is who did not do the work. `token` null: nobody asks.
 */
export function askForWork(token: TokenReading | null, recent: number): Sign[] {
  if (token === null || workOf(recent) === 0) return []
  switch (token.kind) {
    case 'absent':
      return ['token_unsolved']
    case 'good':
      if (token.worked) return []
      throw new BatonError('work_required')
    case 'expired':
      throw new BatonError('work_required')
    case 'forged':
    case 'unsolved':
      return [] // strong signs as they are
  }
}
