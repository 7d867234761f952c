import { buildFacts, type Known, vocabulary } from '@baton/shared/facts'
import { question } from '@baton/shared/form'
import { describe, expect, test } from 'vitest'

const ask = (id: string, kind: string, more: object = {}) => question.parse({ id, kind, label: id, ...more })

const known = (more: Partial<Known> = {}): Known => ({
  form: { id: 'demo-request', questions: [] },
  locale: 'en',
  answers: {},
  email: null,
  company: {},
  account: null,
  touches: {},
  pagesViewed: [],
  lead: { returning: false, owner: null },
  colleague: { owner: null },
  ...more,
})
const account = { domain: 'acme.com', name: 'Acme', employees: 900, industry: 'retail', country: 'FR', owner: 'ana', tier: 'gold' }

test('of somebody nobody knows there are four facts and a count, and nothing is null', () => {
  expect(buildFacts(known())).toEqual({ form: 'demo-request', locale: 'en', 'account.known': false, 'lead.returning': false, 'visit.count': 0 })
})

test('every fact that is built has its name and type in the vocabulary', () => {
  const facts = buildFacts(
    known({
      email: { domain: 'acme.com', kind: 'work' },
      company: { name: 'Acme', domain: 'acme.com', employees: 5, industry: 'retail', country: 'DE' },
      account,
      touches: {
        first: { at: '2026-01-01T00:00:00Z', medium: 'cpc', source: 'google', landingPath: '/' },
        last: { at: '2026-01-02T00:00:00Z', medium: 'email' },
      },
      pagesViewed: ['/', '/pricing', '/'],
      lead: { returning: true, owner: 'ben' },
      colleague: { owner: 'cleo' },
    }),
  )
  for (const [name, value] of Object.entries(facts)) {
    const type = Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value
    expect([name, vocabulary[name]]).toEqual([name, type])
  }
  expect(facts).toMatchObject({
    'lead.owner': 'ben',
    'account.owner': 'ana',
    'account.tier': 'gold',
    'colleague.owner': 'cleo',
    'touch.first.source': 'google',
    'touch.last.medium': 'email',
    'visit.count': 3,
    'visit.pages': ['/', '/pricing'],
  })
  expect(facts).not.toHaveProperty(['touch.first.at'])
})

describe('where somebody is: their own answer, else their company’s country', () => {
  const country = ask('country', 'country')
  const filled = ask('state', 'text', { fills: 'place.region' })
  const form = { id: 'f', questions: [country, filled] }
  test.each([
    ['the answer to a country question', { form, answers: { country: 'DE' }, company: { country: 'FR' } }, 'DE'],
    ['the country of the account', { form, company: { country: 'FR' }, account: { ...account, country: 'IT' } }, 'IT'],
    ['the country of enrichment', { form, company: { country: 'FR' }, account: { ...account, country: null } }, 'FR'],
    ['unknown', { form }, undefined],
    [
      'an answer that fills company.country',
      { form: { id: 'f', questions: [ask('hq', 'country', { fills: 'company.country' })] }, answers: { hq: 'ES' } },
      'ES',
    ],
  ])('%s', (_, more, expected) => expect(buildFacts(known(more))['place.country']).toBe(expected))

  test('a question that fills a fact is known under both names', () => {
    expect(buildFacts(known({ form, answers: { state: 'US-CA' } }))).toMatchObject({ 'answers.state': 'US-CA', 'place.region': 'US-CA' })
  })
})

test('what a visitor says of their company wins over the account, and the account over outside enrichment', () => {
  const form = { id: 'f', questions: [ask('size', 'number', { fills: 'company.employees' })] }
  expect(buildFacts(known({ account }))['company.employees']).toBe(900)
  expect(buildFacts(known({ account, company: { employees: 50 } }))['company.employees']).toBe(900)
  expect(buildFacts(known({ account: { ...account, employees: null }, company: { employees: 50 } }))['company.employees']).toBe(50)
  expect(buildFacts(known({ form, account, company: { employees: 50 }, answers: { size: 7 } }))['company.employees']).toBe(7)
})

test('an answer to no question of the form is no fact, and a question called like a method is unknown until answered', () => {
  const form = { id: 'f', questions: [ask('constructor', 'text')] }
  const facts = buildFacts(known({ form, answers: { other: 'x' } }))
  expect(Object.keys(facts).filter(name => name.startsWith('answers.'))).toEqual([])
})
