import type { Message } from '@baton/shared/api'
import { cleanFirstName } from './clean-first-name.ts'
import { knownLocale, writeDayAndClock, writeZone } from './moments.ts'
import { fillPlaceholders, repFirstName } from './placeholders.ts'
import { countryName } from './readable-answer.ts'
import type { HandoffStory } from './story.ts'
import { oneLine } from './visitor-text.ts'
import { type VisitorWords, visitorWords } from './visitor-words.ts'

/** Which of the three things a visitor is told. Whoever has a rep by now is told of them, also when they waited in a queue before. */
export function visitorOutcome(story: HandoffStory): 'assigned' | 'queued' | 'disqualified' {
  if (story.rep) return 'assigned'
  return story.decision.outcome === 'disqualified' ? 'disqualified' : 'queued'
}

/** The page's words, which the reply carries: who will help and what happens next. The owner's own win. */
export function replyMessage(story: HandoffStory): Message {
  const outcome = visitorOutcome(story)
  const own = story.messages[outcome]
  const { heading, body } = defaultMessage(story, outcome)
  return {
    heading: own?.heading ? fillPlaceholders(own.heading, story) : heading,
    body: own?.body ? fillPlaceholders(own.body, story) : body,
  }
}

function defaultMessage(story: HandoffStory, outcome: 'assigned' | 'queued' | 'disqualified'): Message {
  const words = visitorWords(knownLocale(story.locale))
  const firstName = cleanFirstName(story.lead.firstName)
  switch (outcome) {
    case 'assigned': {
      const rep = repFirstName(story.rep?.name ?? '')
      const writes = words.repWritesFirst({ rep, when: promisedTime(story, words) })
      const next = story.rep?.booking ? words.pickTime : story.mailComes ? `${writes} ${words.mailComes({ rep })}` : writes
      return { heading: words.personHeading({ rep }), body: `${whomTheyLookAfter(story, words, 'page')} ${next}` }
    }
    case 'queued': {
      const promise = words.queuedPromise({ workspace: oneLine(story.workspace.name), when: promisedTime(story, words) })
      return { heading: words.queuedHeading({ firstName }), body: story.mailComes ? `${promise} ${words.queuedPage}` : promise }
    }
    case 'disqualified':
      return { heading: words.disqualifiedHeading({ firstName }), body: words.disqualifiedBody }
  }
}

/** "Ana looks after companies like yours in Germany.", of what is known. */
/** `"your company"` is said in mail only: a page answers anybody who types an address, and would tell them whose customer it is. */
export function whomTheyLookAfter(story: HandoffStory, words: VisitorWords, where: 'mail' | 'page'): string {
  const { facts } = story.decision
  const own = where === 'mail' && (facts['account.known'] === true || (story.decision.outcome === 'assigned' && story.decision.by === 'owner'))
  const country = typeof facts['place.country'] === 'string' ? countryName(facts['place.country'], words.language) : null
  return words.looksAfter({ rep: repFirstName(story.rep?.name ?? ''), own, country })
}

/** The promise in the visitor's zone, with the day even when it is today: a mail may be read tomorrow. Null when there is none. */
export function promisedTime(story: HandoffStory, words: VisitorWords): string | null {
  if (!story.dueAt) return null
  const timeZone = story.timeZone ?? 'UTC'
  return `${writeDayAndClock(story.dueAt, timeZone, words.language)} (${writeZone(timeZone)})`
}
