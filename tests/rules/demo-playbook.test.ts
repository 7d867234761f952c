import { readFileSync } from 'node:fs'
import { type Decision, decideHandoff } from '@baton/shared/decide'
import { type Account, buildFacts } from '@baton/shared/facts'
import { countedAnswers } from '@baton/shared/flow'
import type { Answers, Form } from '@baton/shared/form'
import { playbook as playbookSchema } from '@baton/shared/playbook'
import { roster as rosterSchema } from '@baton/shared/roster'
import { checkPlaybook, checkRoster } from '@baton/shared/verify/check-playbook'
import { describe, expect, it } from 'vitest'

const readDemo = (name: string) => readFileSync(new URL(`../../demo/${name}`, import.meta.url), 'utf8')
const playbook = playbookSchema.parse(JSON.parse(readDemo('playbook.json')))
const roster = rosterSchema.parse(JSON.parse(readDemo('roster.json')))
const accounts = readAccounts(readDemo('accounts.csv'))

/** A Wednesday at which Berlin, London and New York work, and Los Angeles does not yet. */
const wednesday = new Date('2026-12-02T15:00:00Z')

interface Persona {
  form?: string
  answers: Answers
  domain?: string
  owner?: string
  pages?: string[]
}

const small: Answers = { purpose: 'own-team', companySize: '11-50', product: 'analytics', country: 'DE', timeline: 'this-quarter', budget: 'under-5k' }
const middle: Answers = { ...small, companySize: '51-200', budget: '5k-25k' }
const large: Answers = { ...small, companySize: '1000+', seats: 400, budget: 'over-100k' }

const personas: Record<string, Persona & { rule: string; reps: string[] }> = {
  'a student': { answers: { purpose: 'student' }, rule: 'students', reps: [] },
  'a job seeker who once chose a company size': { answers: { purpose: 'job-seeker', companySize: '1000+' }, rule: 'job-seekers', reps: [] },
  'a large German company': { answers: large, rule: 'enterprise', reps: ['ana', 'jonas'] },
  'a large Swedish company': { answers: { ...large, country: 'SE' }, rule: 'enterprise', reps: ['amara'] },
  'a large American company, for planning': { answers: { ...large, country: 'US', product: 'planning' }, rule: 'enterprise', reps: ['marcus'] },
  'a large American company, for analytics': { answers: { ...large, country: 'US' }, rule: 'enterprise', reps: ['dan'] },
  'a large Japanese company': { answers: { ...large, country: 'JP', product: 'planning' }, rule: 'enterprise', reps: ['ana', 'amara', 'marcus'] },
  'a middling company that is a very good lead': {
    answers: { ...middle, companySize: '201-1000', seats: 120, budget: '25k-100k' },
    rule: 'enterprise',
    reps: ['ana', 'jonas'],
  },
  'a middling company at an enterprise account without owner': { answers: middle, domain: 'quillonmutual.example', rule: 'enterprise', reps: ['ana', 'jonas'] },
  'a middling German company, for planning': { answers: { ...middle, product: 'planning' }, rule: 'mid-market-dach', reps: ['selin'] },
  'a middling Irish company': { answers: { ...middle, country: 'IE', product: 'both' }, rule: 'mid-market-uk-nordics', reps: ['freja', 'tom'] },
  'a middling Canadian company': { answers: { ...middle, country: 'CA' }, rule: 'mid-market-americas', reps: ['elena', 'dan'] },
  'a middling Spanish company': { answers: { ...middle, country: 'ES' }, rule: 'mid-market-elsewhere', reps: ['freja', 'tom'] },
  'a small company': { answers: small, rule: 'small-business', reps: ['noor', 'selin'] },
  'a known account': { answers: small, domain: 'tannwerk.example', rule: 'existing-owner', reps: ['ana'] },
  'somebody who came back': { answers: large, owner: 'elena', rule: 'existing-owner', reps: ['elena'] },
  'a question on the contact form': { form: 'contact', answers: { message: 'Do you export to CSV?' }, rule: 'otherwise', reps: ['noor', 'selin'] },
}
const rows = Object.entries(personas)

describe('the demo playbook', () => {
  it.each(rows)('sends %s by the rule meant for them', (_, persona) => {
    const decision = decide(persona, wednesday)
    expect(decision.rule).toBe(persona.rule)
    if (decision.outcome === 'assigned') expect(persona.reps).toContain(decision.rep)
    else expect(decision.outcome).toBe('disqualified')
  })

  it.each(rows.filter(([, { reps }]) => reps.length > 0))('finds a rep for %s at every hour of an ordinary week and of Christmas week', (_, persona) => {
    const waiting = ['2026-12-07T00:00:00Z', '2026-12-21T00:00:00Z'].flatMap(monday =>
      Array.from({ length: 168 }, (_, hour) => new Date(Date.parse(monday) + hour * 3_600_000)).filter(now => decide(persona, now).outcome !== 'assigned'),
    )
    expect(waiting).toEqual([])
  })

  it('asks those it cannot help nothing more, and large companies one question more', () => {
    const form = formOf('demo-request')
    const asked = (answers: Answers) => Object.keys(countedAnswers(form, { ...large, goal: 'Less guessing', ...answers }, {}))
    expect(asked({ purpose: 'student' })).toEqual(['purpose'])
    expect(asked({ companySize: '11-50' })).not.toContain('seats')
    expect(asked({})).toContain('seats')
  })

  it('gives every grade to some lead', () => {
    const grades = [
      decide({ answers: { ...large, goal: 'Less guessing' } }, wednesday),
      decide({ answers: middle, pages: ['/pricing.html'] }, wednesday),
      decide({ answers: small }, wednesday),
      decide({ answers: { ...small, timeline: 'looking' } }, wednesday),
    ].map(({ score }) => score.grade)
    expect(grades).toEqual(['A', 'B', 'C', 'D'])
  })

  it('names only what exists, and gives every rep some leads', () => {
    expect([...checkRoster(roster), ...checkPlaybook(playbook, roster)]).toEqual([])
    const reps = roster.reps.map(({ id }) => id)
    const members = playbook.pools.flatMap(pool => pool.members.map(({ rep }) => rep))
    expect(reps.filter(rep => !members.includes(rep))).toEqual([])
    expect(accounts.filter(({ owner }) => owner !== null && !reps.includes(owner))).toEqual([])
  })

  it('says every label and option in German too', () => {
    for (const form of playbook.forms) {
      const german = form.locales.de?.questions ?? {}
      for (const question of form.questions) {
        expect(german[question.id]?.label, question.id).toBeTruthy()
        if (question.kind === 'choice') expect(Object.keys(german[question.id]?.options ?? {})).toEqual(question.options.map(({ id }) => id))
      }
    }
  })

  it('has a portrait beside the roster for every rep', () => {
    for (const { id, photoUrl } of roster.reps) {
      expect(photoUrl).toBe(`photos/${id}.png`)
      expect(readFileSync(new URL(`../../demo/${photoUrl}`, import.meta.url)).length).toBeLessThan(12_000)
    }
  })
})

function decide(persona: Persona, now: Date): Decision {
  const form = formOf(persona.form ?? 'demo-request')
  const account = accounts.find(({ domain }) => domain === persona.domain) ?? null
  const facts = buildFacts({
    form,
    locale: 'en',
    answers: countedAnswers(form, persona.answers, {}),
    email: { domain: persona.domain ?? 'unheardof.example', kind: 'work' },
    company: {},
    account,
    touches: {},
    pagesViewed: persona.pages ?? [],
    lead: { returning: persona.owner !== undefined, owner: persona.owner ?? null },
    colleague: { owner: null },
  })
  return decideHandoff({ playbook, roster, facts, credits: {}, loads: {}, now })
}

function formOf(formId: string): Form {
  const form = playbook.forms.find(({ id }) => id === formId)
  if (!form) throw new Error(`No form ${formId} in the demo playbook.`)
  return form
}

/** The demo's file has no quoted cells, so a comma is always a border. */
function readAccounts(csv: string): Account[] {
  const [, ...lines] = csv.trim().split('\n')
  return lines.map(line => {
    const [domain = '', name = '', employees, industry, country, owner, tier] = line.split(',')
    return { domain, name, employees: Number(employees), industry: industry || null, country: country || null, owner: owner || null, tier: tier || null }
  })
}
