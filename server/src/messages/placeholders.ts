import { writeList } from '../intl.ts'
import { cleanFirstName } from './clean-first-name.ts'
import { countryName, optionLabels, translateQuestion } from './readable-answer.ts'
import { spokenLocale } from './spoken-locale.ts'
import type { HandoffStory } from './story.ts'
import { oneLine } from './visitor-text.ts'

/**
 * The owner's words with what `{rep.name}` and its like stand for. One pass, so that a name which looks like a placeholder stays a
 * name. Where something is not known its comma or blank goes with it: "Hi {lead.firstName}, …" becomes "Hi, …". What is no
 * placeholder of ours stays as it is written, braces and all, for the owner to see.
 */
export function fillPlaceholders(words: string, story: HandoffStory): string {
  return words.replace(/( ?)\{([^{}\s]+)\}(, +)?/g, (whole, before: string, name: string, comma = '', place: number) => {
    const value = placeholderValue(name, story)
    if (value === null) return whole
    if (value !== '') return `${before}${value}${comma}`
    const startsLine = place === 0 || words[place - 1] === '\n'
    return startsLine ? '' : comma
  })
}

/** Null for what is no placeholder, empty for what is not known. Never a visitor's own text, but for their cleaned first name. */
function placeholderValue(name: string, story: HandoffStory): string | null {
  switch (name) {
    case 'rep.name':
      return oneLine(story.rep?.name ?? '')
    case 'rep.firstName':
      return story.rep ? repFirstName(story.rep.name) : ''
    case 'lead.firstName':
      return cleanFirstName(story.lead.firstName) ?? ''
    case 'workspace.name':
      return oneLine(story.workspace.name)
    case 'country':
      return visitorCountry(story) ?? ''
    default:
      return name.startsWith('answers.') ? chosen(story, name.slice('answers.'.length)) : null
  }
}

function chosen(story: HandoffStory, questionId: string): string {
  const question = story.form.questions.find(({ id }) => id === questionId)
  const answer = story.answers[questionId]
  if (!question || answer === undefined || (question.kind !== 'choice' && question.kind !== 'choices')) return ''
  const translated = translateQuestion(story.form, question, story.locale) as typeof question // translating keeps the kind
  return writeList(optionLabels(translated, answer), spokenLocale(story))
}

/** Where the visitor or their company is, in their own language. */
export function visitorCountry(story: HandoffStory): string | null {
  const code = story.decision.facts['place.country']
  return typeof code === 'string' ? countryName(code, spokenLocale(story)) : null
}

/** The roster is the owner's: its first word is a first name. */
export function repFirstName(name: string): string {
  return oneLine(name).split(' ')[0] as string // split gives at least one part
}
