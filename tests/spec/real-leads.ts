import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { countryCodes } from '@baton/shared/country-codes'
import { parse } from 'csv-parse/sync'
import { type Agent, countriesOf, homeOfCentral, largeDeal, largeTier, type Organisation, type Product, slug } from './sales-organisation.ts'

/** An account of the tables as `baton import accounts` takes it. */
export interface CompanyLine {
  domain: string
  name: string
  employees: string
  industry: string
  country: string
  owner: string
  tier: string
}

/** As the tables spell them, where that is not how ISO 3166 does. */
const asWritten: Record<string, string> = { Philipines: 'PH', Korea: 'KR', 'Hong Kong': 'HK', Russia: 'RU' }
const names = new Intl.DisplayNames('en', { type: 'region' })
const codes = new Map(countryCodes.map(code => [names.of(code), code]))

/** A country's code by its name; null for “unknown”, “Asia/Pacific Region” and nothing. */
export function countryCode(name: string): string | null {
  return asWritten[name] ?? codes.get(name) ?? null
}

/** Sectors are kept as they are written, misspelt ones too. Every third account has an owner: the tables do not say whom. */
export function readCompanies(accounts: Record<string, string>[], { agents }: Organisation): CompanyLine[] {
  return accounts.map(({ account = '', sector = '', revenue, employees = '', office_location: office = '' }, index) => ({
    domain: `${slug(account)}.example`,
    name: account,
    employees,
    industry: sector,
    country: countryCode(office) ?? '',
    owner: index % 3 === 0 ? (agents[index % agents.length]?.id ?? '') : '',
    tier: Number(revenue) >= 3000 ? largeTier : 'standard',
  }))
}

/** What was known of a visitor when they sent the form; never what was filled in after they were spoken to. */
interface Visit {
  origin: string
  source: string
  occupation: string | null
  country: string | null
  city: string | null
  pages: number
  seconds: number
}

const given = (text: string | undefined) => (text === undefined || text === '' || text === 'Select' ? null : text)

/** All visits from abroad, and as many from home as are needed to make the number. */
export function readVisits(path: string, most: number): Visit[] {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(path)), { columns: true })
  const visits = rows.map(row => ({
    origin: row['Lead Origin'] ?? '',
    source: row['Lead Source'] ?? '',
    occupation: given(row['What is your current occupation']),
    country: countryCode(row.Country ?? ''),
    city: given(row.City),
    pages: Number(row.TotalVisits || 0),
    seconds: Number(row['Total Time Spent on Website'] || 0),
  }))
  const isAbroad = ({ country }: Visit) => country !== null && country !== 'IN'
  const abroad = visits.filter(isAbroad).slice(0, most)
  return [...abroad, ...visits.filter(visit => !isAbroad(visit)).slice(0, most - abroad.length)]
}

export interface Sent {
  answers: Record<string, unknown>
  more: Record<string, unknown>
  email: string
  expected: Expected
}

/** Who may get a lead by the organisation's own rules. */
export interface Expected {
  rule: string
  territory: string | null
  outcome: 'assigned' | 'queued' | 'disqualified'
  /** Any of these; nobody where it is not assigned. */
  reps: string[]
}

const maharashtra = ['Mumbai', 'Thane & Outskirts', 'Other Cities of Maharashtra']

/** One submission made of a visit, and who it should reach. Products, seats and companies are dealt out: the visits name none. */
export function makeSubmission(organisation: Organisation, companies: CompanyLine[], firstName: string, visit: Visit, index: number): Sent {
  const product = organisation.products[index % organisation.products.length] as Product // the index is within
  const company = index % 4 === 0 ? (companies[(index / 4) % companies.length] ?? null) : null
  const seats = 1 + ((index * 37) % 120)
  const state = visit.country === 'IN' && visit.city !== null ? (maharashtra.includes(visit.city) ? 'IN-MH' : 'IN-KA') : null
  const email = `lead${index}@${company?.domain ?? (index % 2 ? 'gmail.com' : `company${index}.example`)}`
  return {
    email,
    answers: {
      email,
      name: firstName,
      product: product.id,
      seats,
      origin: visit.origin,
      ...(visit.occupation !== null && { occupation: visit.occupation }),
      ...(visit.country !== null && { country: visit.country }),
      ...(state !== null && { state }),
    },
    more: {
      timeZone: 'Asia/Kolkata',
      touches: { last: { at: '2026-11-23T15:00:00Z', source: visit.source || undefined } },
      pagesViewed: Array.from({ length: Math.min(visit.pages, 50) }, (_, page) => ({
        path: `/page-${page}`,
        at: '2026-11-23T15:00:00Z',
        seconds: visit.seconds / visit.pages,
      })),
    },
    expected: expect(organisation, company, product, seats, visit, state),
  }
}

/** The rules in plain words, computed without any of the product. */
function expect({ agents, teams }: Organisation, company: CompanyLine | null, product: Product, seats: number, visit: Visit, state: string | null): Expected {
  const country = visit.country ?? (company?.country || null)
  const region = state === homeOfCentral ? 'Central' : (Object.keys(countriesOf).find(name => country !== null && countriesOf[name]?.includes(country)) ?? null)
  const territory = state === homeOfCentral ? 'maharashtra' : region === null ? null : slug(region)
  const sellers = (manager: string) => agents.filter(agent => agent.manager === manager && agent.series === product.series && agent.active).map(idOf)
  if (visit.occupation === 'Student') return { rule: 'students', territory, outcome: 'disqualified', reps: [] }
  if (company?.owner) {
    const owner = agents.find(({ id, active }) => id === company.owner && active)
    return owner ? { rule: 'owned', territory, outcome: 'assigned', reps: [owner.id] } : { rule: 'owned', territory, outcome: 'queued', reps: [] }
  }
  if (region === null) return { rule: 'otherwise', territory, outcome: 'assigned', reps: sellers(teams.West?.usual ?? '') }
  const isLarge = company?.tier === largeTier || product.price * seats >= largeDeal
  const manager = teams[region]?.[isLarge ? 'large' : 'usual'] ?? ''
  return { rule: `${slug(region)}-${isLarge ? 'large' : 'usual'}`, territory, outcome: 'assigned', reps: sellers(manager) }
}

const idOf = ({ id }: Agent) => id
