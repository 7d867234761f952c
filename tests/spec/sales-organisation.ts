import { readFileSync } from 'node:fs'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { parse } from 'csv-parse/sync'
import { aPlaybook, aRep } from '../support/examples.ts'

/**
 * A sales organisation read from its own tables, as its playbook and roster. Each region has a team for large deals and one for the
 * rest, each led by one of its managers; within a team every agent knows one series of products.
 */

export interface Agent {
  id: string
  name: string
  manager: string
  region: string
  /** The series of products they sell. */
  series: string
  /** Left the company: the tables still name them. */
  active: boolean
}

export interface Product {
  id: string
  name: string
  series: string
  price: number
}

export interface Organisation {
  agents: Agent[]
  products: Product[]
  /** Region → manager of its large deals, manager of the others. */
  teams: Record<string, { large: string; usual: string }>
}

/** A deal of this much, or an account of this tier, goes to the team for large deals. */
export const largeDeal = 100_000
export const largeTier = 'strategic'
/** Who stops at this many leads a day: nobody may get more. */
export const most = { agent: 'daniell-hammack', perDay: 6 }
export const gone = 'lajuana-vencill'

/** Where each region sells. Within India, Maharashtra is looked after by Central, whose people sit there; the rest by East. */
export const homeOfCentral = 'IN-MH'
export const countriesOf: Record<string, readonly string[]> = {
  East: 'IN SG AE SA OM QA HK BH KW BD LK JP CN KR PH JO ID MY VN RU AU NZ KZ'.split(' '),
  West: 'US CA BR PA MX AR CL CO PE'.split(' '),
  Central: 'GB FR SE BE IT DE NL DK CH PL RO NO NG GH KE UG TZ ZA LR ES AT IE'.split(' '),
}

export const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

export function readTable(path: string): Record<string, string>[] {
  return parse(readFileSync(path), { columns: true, bom: true })
}

export function readOrganisation(teams: Record<string, string>[], products: Record<string, string>[]): Organisation {
  const series = [...new Set(products.map(product => product.series ?? ''))]
  const seen = new Map<string, number>()
  const agents = teams.map(({ sales_agent: name = '', manager = '', regional_office: region = '' }) => {
    const place = seen.get(manager) ?? 0
    seen.set(manager, place + 1)
    return { id: slug(name), name, manager, region, series: series[place % series.length] ?? '', active: slug(name) !== gone }
  })
  const regions = [...new Set(agents.map(({ region }) => region))]
  const managersOf = (region: string) => [...new Set(agents.filter(agent => agent.region === region).map(({ manager }) => manager))]
  return {
    agents,
    products: products.map(({ product = '', series: line = '', sales_price }) => ({
      id: slug(product),
      name: product,
      series: line,
      price: Number(sales_price),
    })),
    teams: Object.fromEntries(
      regions.map(region => {
        const [large = '', usual = ''] = managersOf(region)
        return [region, { large, usual }]
      }),
    ),
  }
}

const zones: Record<string, string> = { Central: 'America/Chicago', East: 'America/New_York', West: 'America/Los_Angeles' }
const day: [string, string][] = [['08:00', '18:00']]

export function rosterOf({ agents, products }: Organisation): Roster {
  const reps = agents.map(({ id, name, manager, region, series, active }) =>
    aRep(id, {
      name,
      title: `${region}, with ${manager}`,
      email: `${id}@northlight.example`,
      active,
      timeZone: zones[region] ?? 'UTC',
      hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
      attributes: { products: products.filter(product => product.series === series).map(product => product.id) },
      ...(id === most.agent && { capacity: { perDay: most.perDay } }),
    }),
  )
  return { reps, holidays: [] }
}

const is = (fact: string, value: string | boolean) => ({ fact, op: 'is' as const, value })

export function playbookOf({ agents, products, teams }: Organisation): Playbook {
  const pools = Object.values(teams).flatMap(({ large, usual }) =>
    [large, usual].map(manager => ({
      id: slug(manager),
      label: `${manager}’s team`,
      members: agents.filter(agent => agent.manager === manager).map(({ id }) => ({ rep: id })),
    })),
  )
  const poolFor = (manager: string) => ({ kind: 'pool' as const, pool: slug(manager), match: [{ attribute: 'products', has: 'answers.product' }] })
  // A condition does not multiply: for each product, the number of seats from which on its price makes a large deal.
  const isLarge = {
    any: [
      is('account.tier', largeTier),
      ...products.map(({ id, price }) => ({
        all: [is('answers.product', id), { fact: 'answers.seats', op: 'atLeast' as const, value: Math.ceil(largeDeal / price) }],
      })),
    ],
  }
  return aPlaybook({
    forms: [
      {
        id: 'demo-request',
        title: 'Talk to sales',
        steps: [['email', 'name', 'occupation'], ['country', 'state'], ['product', 'seats'], ['origin']],
        questions: [
          { id: 'email', kind: 'email', label: 'E-mail', required: true },
          { id: 'name', kind: 'text', label: 'Your name', required: true },
          { id: 'occupation', kind: 'text', label: 'What do you do?' },
          { id: 'country', kind: 'country', label: 'Country' },
          {
            id: 'state',
            kind: 'choice',
            label: 'Where in India?',
            fills: 'place.region',
            showWhen: is('answers.country', 'IN'),
            options: [
              { id: 'IN-MH', label: 'Maharashtra' },
              { id: 'IN-KA', label: 'Elsewhere' },
            ],
          },
          { id: 'product', kind: 'choice', label: 'Product', required: true, options: products.map(({ id, name }) => ({ id, label: name })) },
          { id: 'seats', kind: 'number', label: 'Seats', required: true, min: 1 },
          { id: 'origin', kind: 'hidden', label: 'How they came' },
        ],
      },
    ],
    territories: [
      { id: 'maharashtra', label: 'Central (Maharashtra)', when: is('place.region', homeOfCentral) },
      ...Object.keys(teams).map(region => ({
        id: slug(region),
        label: region,
        when: { fact: 'place.country', op: 'in' as const, value: [...(countriesOf[region] ?? [])] },
      })),
    ],
    queues: [{ id: 'account-desk', label: 'Account desk', pools: pools.map(({ id }) => id) }],
    pools,
    routing: {
      rules: [
        { id: 'students', label: 'Students', when: is('answers.occupation', 'Student'), to: [{ kind: 'disqualify', reason: 'student' }] },
        {
          id: 'owned',
          label: 'Accounts with an owner',
          when: { fact: 'account.owner', op: 'known' },
          to: [{ kind: 'owner' }, { kind: 'queue', queue: 'account-desk' }],
        },
        ...Object.entries(teams).flatMap(([region, { large, usual }]) => {
          const here = { fact: 'territory', op: 'in' as const, value: region === 'Central' ? ['central', 'maharashtra'] : [slug(region)] }
          return [
            { id: `${slug(region)}-large`, label: `${region}, large deals`, when: { all: [here, isLarge] }, to: [poolFor(large)] },
            { id: `${slug(region)}-usual`, label: region, when: here, to: [poolFor(usual)] },
          ]
        }),
      ],
      otherwise: [poolFor(teams.West?.usual ?? '')],
    },
    sla: { firstContactMinutes: 15, clock: 'rep-hours' },
  })
}
