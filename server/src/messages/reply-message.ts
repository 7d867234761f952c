import type { Message } from '@baton/shared/api'
import type { Spoken } from '../spoken.ts'
import { writeDayAndClock, writeOffset, zoneNames } from './moments.ts'
import { namesApart } from './names-apart.ts'
import { ownMessages } from './own-messages.ts'
import { fillPlaceholders } from './placeholders.ts'
import { countryName } from './readable-answer.ts'
import { spokenLocale } from './spoken-locale.ts'
import type { HandoffStory } from './story.ts'
import { visitorWords } from './visitor-words/languages.ts'
import type { VisitorWords } from './visitor-words/words.ts'

/** Which of the three things a visitor is told. Whoever has a rep by now is told of them, also when they waited in a queue before. */
export function visitorOutcome(story: HandoffStory): 'assigned' | 'queued' | 'disqualified' {
  if (story.rep) return 'assigned'
  return story.decision.outcome === 'disqualified' ? 'disqualified' : 'queued'
}

/** The page's words, which the reply carries: who will help and what happens next. The owner's own win. */
export function replyMessage(story: HandoffStory): Message {
  const outcome = visitorOutcome(story)
  const own = ownMessages(story)[outcome]
  const { heading, body } = defaultMessage(story, outcome)
  return {
    heading: own?.heading ? fillPlaceholders(own.heading, story) : heading,
    body: own?.body ? fillPlaceholders(own.body, story) : body,
  }
}

function defaultMessage(story: HandoffStory, outcome: 'assigned' | 'queued' | 'disqualified'): Message {
  const words = visitorWords(spokenLocale(story))
  const { rep, firstName, workspace } = namesApart(story, words.direction)
  switch (outcome) {
    case 'assigned': {
      const writes = words.repWritesFirst({ rep, when: promisedTime(story, words) })
      const next = story.rep?.booking ? words.pickTime : story.mailComes ? writes + words.gap + words.mailComes({ rep }) : writes
      return { heading: words.personHeading({ rep }), body: whomTheyLookAfter(story, words, 'page') + words.gap + next }
    }
    case 'queued': {
      const promise = words.queuedPromise({ workspace, when: promisedTime(story, words) })
      return { heading: words.queuedHeading({ firstName }), body: story.mailComes ? promise + words.gap + words.queuedPage : promise }
    }
    case 'disqualified':
      return { heading: words.disqualifiedHeading({ firstName }), body: words.disqualifiedBody }
  }
}

/** "Ana looks after companies like yours in Germany.", of what is known. */
/** `"your company"` is said in mail only: a page answers anybody who types an address, and would tell them whose customer it is. */
export function whomTheyLookAfter(story: HandoffStory, words: Spoken<VisitorWords>, where: 'mail' | 'page'): string {
  const { facts } = story.decision
  const own = where === 'mail' && (facts['account.known'] === true || (story.decision.outcome === 'assigned' && story.decision.by === 'owner'))
  const country = typeof facts['place.country'] === 'string' ? countryName(facts['place.country'], words.language) : null
  return words.looksAfter({ rep: namesApart(story, words.direction).rep, own, country })
}

/** The promise in the visitor's zone, with the day even when it is today: a mail may be read tomorrow. Null when there is none. */
export function promisedTime(story: HandoffStory, words: Spoken<VisitorWords>): string | null {
  if (!story.dueAt) return null
  const timeZone = story.timeZone ?? 'UTC'
  const moment = writeDayAndClock(story.dueAt, timeZone, words.language)
  const zone = zoneNames(timeZone, words.language)
  return zone ? words.inZone(moment, zone) : `${moment} (${writeOffset(timeZone)})`
}
