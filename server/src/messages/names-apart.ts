import type { Direction } from '@baton/shared/locale'
import { apart } from './apart.ts'
import { cleanFirstName } from './clean-first-name.ts'
import { repFirstName } from './placeholders.ts'
import { translatedTitle } from './readable-answer.ts'
import type { HandoffStory } from './story.ts'
import { oneLine } from './visitor-text.ts'

/** The names that stand in a visitor's sentences. */
export interface Names {
  rep: string
  firstName: string | null
  workspace: string
  formTitle: string
}

export function namesApart(story: HandoffStory, direction: Direction): Names {
  const firstName = cleanFirstName(story.lead.firstName)
  return {
    rep: apart(repFirstName(story.rep?.name ?? ''), direction),
    firstName: firstName && apart(firstName, direction),
    workspace: apart(oneLine(story.workspace.name, 200), direction),
    formTitle: apart(oneLine(translatedTitle(story.form, story.locale)), direction),
  }
}
