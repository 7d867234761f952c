import { findLocale } from '@baton/shared/locale'
import { spokenLocale } from './spoken-locale.ts'
import type { HandoffStory } from './story.ts'

type Own = HandoffStory['messages']
type OwnToVisitor = Pick<Own, 'assigned' | 'queued' | 'disqualified' | 'visitor'>

/** The owner's own words to a visitor, in the visitor's language where they wrote them in it; each by itself, as everywhere else. */
export function ownMessages(story: HandoffStory): OwnToVisitor {
  const { locales = {}, ...own } = story.messages
  const found = findLocale(Object.keys(locales), spokenLocale(story))
  const translated = (found && locales[found]) || {}
  return {
    assigned: { ...own.assigned, ...translated.assigned },
    queued: { ...own.queued, ...translated.queued },
    disqualified: { ...own.disqualified, ...translated.disqualified },
    visitor: { ...own.visitor, ...translated.visitor },
  }
}
