import type { Touch } from '@baton/shared/attribution'
import type { AnswerValue, Question } from '@baton/shared/form'
import { recall } from '@baton/shared/recall'
import { languageName, numberFormat } from '../intl.ts'
import { compareZones, sameDay, writeClock, writeDay, writeSpan, writeZone } from './moments.ts'
import { countryName, hrefOf, readableAnswer } from './readable-answer.ts'
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
  const answersOn = (about: Topic) => told.filter(one => one.about === about).map(({ question, answer }) => answerRow(question, answer, story))
  return [
    { heading: '', rows: [...answersOn('person'), ...personRows(story)] },
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
    {
      heading: story.rep ? 'Why you' : 'What was decided',
      rows: [{ label: '', value: story.why.map(sentence => oneLine(sentence, 1000)).join(' ') }].filter(row => row.value),
    },
  ].filter(section => section.rows.length > 0)
}

type Topic = 'person' | 'company' | 'wish'

/** Each answer stands once: with the person, with the company it tells of, or with what they want. */
function topicOf(question: Question, answer: AnswerValue, { lead }: HandoffStory): Topic {
  if (question.fills?.startsWith('company.')) return 'company'
  if (question.kind === 'email' || question.kind === 'phone' || question.kind === 'country' || question.fills) return 'person'
  return typeof answer === 'string' && oneLine(answer) === oneLine(lead.name ?? '') ? 'person' : 'wish'
}

function answerRow(question: Question, answer: AnswerValue, { form, answers }: HandoffStory): Row {
  return { label: oneLine(recall(question.label, form.questions, answers)), value: readableAnswer(question, answer, repLocale), href: hrefOf(question, answer) }
}

function personRows(story: HandoffStory): Row[] {
  const { form, answers, lead, rep, timeZone, submittedAt } = story
  const shown = (value: string) => form.questions.some(({ id }) => typeof answers[id] === 'string' && oneLine(answers[id]) === value)
  const rows: Row[] = []
  if (lead.name && !shown(oneLine(lead.name))) rows.push({ label: 'Name', value: oneLine(lead.name) })
  if (lead.email && !shown(oneLine(lead.email))) rows.push({ label: 'E-mail', value: oneLine(lead.email) })
  const place = answersFill(story, 'place.country') ? '' : placeOf(story)
  if (place) rows.push({ label: 'Place', value: place })
  const distance = timeZone && rep ? `, ${compareZones(timeZone, rep.timeZone, submittedAt)}` : ''
  const clock = timeZone ? `${writeClock(submittedAt, timeZone, repLocale)} ${writeZone(timeZone)}${distance}` : ''
  const there = [clock, languageName(story.locale, repLocale), lead.returning ? 'has asked before' : ''].filter(Boolean)
  if (there.length > 0) rows.push({ label: 'As they wrote', value: there.join(' · ') })
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

/** What is known of the company besides what answers told, in one row: an answer stands under its own label. */
function companyRows({ decision: { facts }, rep }: HandoffStory, filled: readonly (string | undefined)[]): Row[] {
  const names = ['company.name', 'company.domain', 'company.employees', 'company.industry', 'company.country']
  const known = names.flatMap(name => {
    const value = facts[name]
    return value === undefined || filled.includes(name) ? [] : [companyValue(name, value)]
  })
  if (facts['account.known'] === false && known.length > 0) known.push('not a customer account yet')
  if (facts['account.known'] === true) {
    const tier = facts['account.tier'] === undefined ? '' : `, tier ${oneLine(String(facts['account.tier']))}`
    const owner = facts['account.owner'] === undefined ? '' : `, owner ${facts['account.owner'] === rep?.id ? 'you' : oneLine(String(facts['account.owner']))}`
    known.push(`already a customer account${tier}${owner}`)
  }
  return known.length > 0 ? [{ label: 'Known of it', value: known.join(' · ') }] : []
}

function companyValue(fact: string, value: unknown): string {
  if (typeof value === 'number') return `${numberFormat(repLocale).format(value)}${fact === 'company.employees' ? ' people' : ''}`
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
const pagesShown = 6

function pageRows({ pagesViewed }: HandoffStory): Row[] {
  if (pagesViewed.length === 0) return []
  const total = writeSpan(pagesViewed.reduce((sum, { seconds }) => sum + seconds, 0))
  const earlier = pagesViewed.length - pagesShown
  const shown = pagesViewed.slice(-pagesShown).map(({ path, seconds }) => `${oneLine(path, 120)} ${writeSpan(seconds)}`)
  return [{ label: 'Pages', value: `${pagesViewed.length} in ${total}${earlier > 0 ? `, the last ${pagesShown}` : ''}: ${shown.join(' · ')}` }]
}
