import { type Touches, touchFacts } from './attribution.ts'
import { type Facts, type FactValue, own } from './condition.ts'
import type { Answers, Form } from './form.ts'

export const emailKinds = ['work', 'free', 'disposable', 'role'] as const
export type EmailKind = (typeof emailKinds)[number]

/** A company the workspace knows. Matched by registrable domain, never for free mail. */
export interface Account {
  domain: string
  name: string
  employees: number | null
  industry: string | null
  country: string | null
  owner: string | null
  tier: string | null
}

/** What an enrichment source could tell of a company; absent = it did not know. */
export interface Company {
  name?: string | undefined
  domain?: string | undefined
  employees?: number | undefined
  industry?: string | undefined
  country?: string | undefined
}

/** Everything known of a lead when the decision is taken. `null` = unknown. */
export interface Known {
  form: Pick<Form, 'id' | 'questions'>
  locale: string
  /** Only those that count: see `countedAnswers`. */
  answers: Answers
  email: { domain: string; kind: EmailKind } | null
  company: Company
  account: Account | null
  touches: Touches
  pagesViewed: readonly string[]
  lead: { returning: boolean; owner: string | null }
  colleague: { owner: string | null }
}

/** The names conditions may use besides `answers.*`, `place.*` and `company.*` that questions fill, and the type of each. */
export const vocabulary: Readonly<Record<string, 'text' | 'number' | 'boolean' | 'list'>> = {
  'email.domain': 'text',
  'email.kind': 'text',
  'company.name': 'text',
  'company.domain': 'text',
  'company.employees': 'number',
  'company.industry': 'text',
  'company.country': 'text',
  'place.country': 'text',
  'place.region': 'text',
  'place.postalCode': 'text',
  ...Object.fromEntries(
    ['first', 'last'].flatMap(which =>
      ['medium', 'source', 'campaign', 'term', 'content', 'clickId', 'landingPath', 'referrerHost'].map(name => [`touch.${which}.${name}`, 'text'] as const),
    ),
  ),
  'visit.pages': 'list',
  'visit.count': 'number',
  'account.known': 'boolean',
  'account.owner': 'text',
  'account.tier': 'text',
  'lead.returning': 'boolean',
  'lead.owner': 'text',
  'colleague.owner': 'text',
  territory: 'text',
  'score.points': 'number',
  'score.grade': 'text',
  locale: 'text',
  form: 'text',
}

/** The facts of a lead before territory and score. Answers a visitor gave win over what an account says, and
 * that over outside enrichment: an account is the workspace's own word. */
export function buildFacts(known: Known): Facts {
  const facts: Record<string, FactValue> = {}
  const learn = (name: string, value: FactValue | null | undefined) => {
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return
    facts[name] = value
  }
  learn('form', known.form.id)
  learn('locale', known.locale)
  learn('email.domain', known.email?.domain)
  learn('email.kind', known.email?.kind)
  const { account } = known
  learn('company.name', account?.name ?? known.company.name)
  learn('company.domain', account?.domain ?? known.company.domain)
  learn('company.employees', account?.employees ?? known.company.employees)
  learn('company.industry', account?.industry ?? known.company.industry)
  learn('company.country', account?.country ?? known.company.country)
  learn('account.known', account !== null)
  learn('account.owner', account?.owner)
  learn('account.tier', account?.tier)
  learn('lead.returning', known.lead.returning)
  learn('lead.owner', known.lead.owner)
  learn('colleague.owner', known.colleague.owner)
  learn('visit.pages', [...new Set(known.pagesViewed)])
  learn('visit.count', known.pagesViewed.length)
  Object.assign(facts, touchFacts(known.touches))
  learnAnswers(known, learn)
  // Where the visitor did not say where they are, the company's country stands in.
  if (facts['place.country'] === undefined) learn('place.country', facts['company.country'])
  return facts
}

function learnAnswers(known: Known, learn: (name: string, value: FactValue | undefined) => void): void {
  for (const question of known.form.questions) {
    const answer = own(known.answers, question.id)
    learn(`answers.${question.id}`, answer)
    const fills = question.fills ?? (question.kind === 'country' ? 'place.country' : undefined)
    if (fills) learn(fills, answer)
  }
}
