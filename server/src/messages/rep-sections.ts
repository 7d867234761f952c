import type { Touch } from '@baton/shared/attribution'
import type { AnswerValue, Question } from '@baton/shared/form'
import { compareZones, sameDay, writeClock, writeDay, writeSpan, writeZone } from './moments.ts'
import { countryName, readableAnswer } from './readable-answer.ts'
import type { Row, Section } from './sections.ts'
import type { HandoffStory } from './story.ts'
import { oneLine } from './visitor-text.ts'

/** Reps read English with a clock of 24 hours, until a roster can say otherwise. */
export const repLocale = 'en-GB'

/** All a rep should know, in the order they ask: who, what they want, what company, how good, where from, why me. */
export function repSections(story: HandoffStory): Section[] {
  const told = story.form.questions.flatMap(question => {
    const answer = story.answers[question.id]
    return answer === undefined ? [] : [{ question, answer, about: topicOf(question, answer, story) }]
  })
  const answersOn = (about: Topic) => told.filter(one => one.about === about).map(({ question, answer }) => answerRow(question, answer))
  return [
    { heading: 'Person', rows: [...answersOn('person'), ...personRows(story)] },
    { heading: 'Answers', rows: answersOn('wish') },
    {
      heading: 'Company',
      rows: [
        ...answersOn('company'),
        ...companyRows(
          story,
          told.map(one => one.question.fills),
        ),
      ],
    },
    scoreSection(story),
    { heading: 'How they came', rows: [...touchRows(story), ...pageRows(story)] },
    { heading: story.rep ? 'Why you' : 'What was decided', rows: story.why.map(value => ({ label: '', value: oneLine(value, 1000) })) },
  ].filter(section => section.rows.length > 0)
}

type Topic = 'person' | 'company' | 'wish'

/** Each answer stands once: with the person, with the company it tells of, or with what they want. */
function topicOf(question: Question, answer: AnswerValue, { lead }: HandoffStory): Topic {
  if (question.fills?.startsWith('company.')) return 'company'
  if (question.kind === 'email' || question.kind === 'phone' || question.kind === 'country' || question.fills) return 'person'
  return typeof answer === 'string' && oneLine(answer) === oneLine(lead.name ?? '') ? 'person' : 'wish'
}

function answerRow(question: Question, answer: AnswerValue): Row {
  return { label: oneLine(question.label), value: readableAnswer(question, answer, repLocale) }
}

function personRows(story: HandoffStory): Row[] {
  const { form, answers, lead, rep, timeZone, submittedAt } = story
  const shown = (value: string) => form.questions.some(({ id }) => typeof answers[id] === 'string' && oneLine(answers[id]) === value)
  const rows: Row[] = []
  if (lead.name && !shown(oneLine(lead.name))) rows.push({ label: 'Name', value: oneLine(lead.name) })
  if (lead.email && !shown(oneLine(lead.email))) rows.push({ label: 'E-mail', value: oneLine(lead.email) })
  const place = placeOf(story)
  if (place && !answersFill(story, 'place.country')) rows.push({ label: 'Place', value: place })
  if (timeZone) {
    const distance = rep ? `, ${compareZones(timeZone, rep.timeZone, submittedAt)}` : ''
    rows.push({ label: 'Their time', value: `${writeClock(submittedAt, timeZone, repLocale)} when they wrote (${writeZone(timeZone)}${distance})` })
  }
  const language = languageName(story.locale)
  if (language) rows.push({ label: 'Language', value: language })
  if (lead.returning) rows.push({ label: 'Before', value: 'Has written before: see the lead’s page' })
  return rows
}

function answersFill({ form, answers }: HandoffStory, fact: string): boolean {
  return form.questions.some(({ id, kind, fills }) => answers[id] !== undefined && (fills ?? (kind === 'country' ? 'place.country' : '')) === fact)
}

function placeOf({ decision }: HandoffStory): string {
  const { facts } = decision
  const country = facts['place.country']
  const parts = [facts['place.postalCode'], facts['place.region'], typeof country === 'string' ? (countryName(country, repLocale) ?? country) : undefined]
  return parts
    .filter(part => part !== undefined)
    .map(part => oneLine(String(part)))
    .join(', ')
}

function languageName(locale: string): string | null {
  try {
    return new Intl.DisplayNames(repLocale, { type: 'language' }).of(locale) ?? null
  } catch {
    return null // the function's only way to say that it is no locale
  }
}

/** Names of the company facts; what an answer told stands under its own label. */
const companyLabels: readonly (readonly [string, string])[] = [
  ['company.name', 'Name'],
  ['company.domain', 'Domain'],
  ['company.employees', 'People'],
  ['company.industry', 'Industry'],
  ['company.country', 'Country'],
]

function companyRows({ decision, rep }: HandoffStory, filled: readonly (string | undefined)[]): Row[] {
  const { facts } = decision
  const rows = companyLabels.flatMap(([fact, label]): Row[] => {
    const value = facts[fact]
    if (value === undefined || filled.includes(fact)) return []
    return [{ label, value: companyValue(fact, value) }]
  })
  if (facts['account.known'] !== true)
    return rows.length > 0 && facts['account.known'] === false ? [...rows, { label: 'Account', value: 'Not a customer account yet' }] : rows
  const tier = facts['account.tier'] === undefined ? '' : `, tier ${oneLine(String(facts['account.tier']))}`
  const owner = facts['account.owner'] === undefined ? '' : `, owner ${facts['account.owner'] === rep?.id ? 'you' : oneLine(String(facts['account.owner']))}`
  return [...rows, { label: 'Account', value: `Already a customer account${tier}${owner}` }]
}

function companyValue(fact: string, value: unknown): string {
  if (typeof value === 'number') return new Intl.NumberFormat(repLocale).format(value)
  return oneLine(fact === 'company.country' ? (countryName(String(value), repLocale) ?? String(value)) : String(value))
}

function scoreSection({ decision: { score } }: HandoffStory): Section {
  const rows = score.reasons.map(({ label, points }): Row => ({ label: writePoints(points), value: oneLine(label), tone: points < 0 ? 'bad' : 'good' }))
  return { heading: `Why ${writeScore(score)}`, rows }
}

/** "A 84", or "84 points" where no grade is reached. */
export function writeScore(score: { grade: string | null; points: number }): string {
  return score.grade === null ? `${score.points} points` : `${score.grade} ${score.points}`
}

function writePoints(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points)}`
}

function touchRows(story: HandoffStory): Row[] {
  const { first, last } = story.touches
  if (!first && !last) return []
  // The first visit of all is the last one too: told once.
  if (!first || !last || first.at === last.at) return [{ label: 'First visit', value: touchWords((first ?? last) as Touch, story) }] // one of them is there
  return [
    { label: 'First', value: touchWords(first, story) },
    { label: 'Now', value: touchWords(last, story) },
  ]
}

/** "google, cpc, campaign “autumn”, landed on /analytics, Thu 12 Nov" */
function touchWords(touch: Touch, { rep, submittedAt }: HandoffStory): string {
  const timeZone = rep?.timeZone ?? 'UTC'
  const at = new Date(touch.at)
  const day = Number.isNaN(at.getTime()) ? '' : sameDay(at, submittedAt, timeZone) ? 'today' : writeDay(at, timeZone, repLocale)
  const quoted = (name: string, value: string | undefined) => (value ? `${name} “${value}”` : '')
  const parts = [
    touch.source,
    touch.medium,
    quoted('campaign', touch.campaign),
    quoted('term', touch.term),
    quoted('content', touch.content),
    touch.referrerHost && touch.referrerHost !== touch.source ? `from ${touch.referrerHost}` : '',
    touch.landingPath ? `landed on ${touch.landingPath}` : '',
    day,
  ]
  return parts.flatMap(part => (part ? [oneLine(part, 200)] : [])).join(', ')
}

/** More would push the reasons off the screen; the lead's page has them all. */
const pagesShown = 8

function pageRows({ pagesViewed }: HandoffStory): Row[] {
  if (pagesViewed.length === 0) return []
  const shown = pagesViewed.slice(-pagesShown).map(({ path, seconds }) => `${oneLine(path, 120)} (${writeSpan(seconds)})`)
  const earlier = pagesViewed.length - shown.length
  const total = writeSpan(pagesViewed.reduce((sum, { seconds }) => sum + seconds, 0))
  const count = `${pagesViewed.length} ${pagesViewed.length === 1 ? 'page' : 'pages'} in ${total}`
  return [{ label: count, value: `${earlier > 0 ? `${earlier} earlier, then ` : ''}${shown.join(', ')}` }]
}
