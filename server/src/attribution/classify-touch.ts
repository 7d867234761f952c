import type { Touch, Touches } from '@baton/shared/attribution'
import { findReferrer } from './find-referrer.ts'

/** Only what there is. */
export function classifyTouches({ first, last }: Touches): Touches {
  return { first: first && classifyTouch(first), last: last && classifyTouch(last) }
}

/**
 * A touch as facts and reps know it. What the owner wrote on the link (utm_*) or a network did (its click id) stands; else a search engine's page is
 * `organic`, a social network's `social`, an assistant's `ai`, each by its plain name. `utm_source=chatgpt.com`, which assistants write themselves, is no
 * more than the host it names. What it was told by, the path of the referring page, goes: it is somebody else's, and may hold anything.
 */
export function classifyTouch({ referrerPath = '', ...touch }: Touch): Touch {
  const { medium, source, referrerHost, campaign, content, term, clickId } = touch
  const unclaimed = medium === undefined || medium === 'referral' || medium === 'direct'
  const host = source ?? referrerHost
  if (!unclaimed || host === undefined || campaign || content || term || clickId) return touch
  const found = findReferrer(host, host === referrerHost ? referrerPath : '')
  return found && (host === referrerHost || found.medium === 'ai') ? { ...touch, ...found } : touch
}
