import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listMails } from '@baton/server/db/mailbox'
import { checkPlaybook } from '@baton/shared/verify/check-playbook'
import { expect, test } from 'vitest'
import { inLanes } from '../support/in-lanes.ts'
import { createDatabase } from '../support/postgres.ts'
import { runBaton } from '../support/run-baton.ts'
import { needSharedData } from '../support/shared-data.ts'
import { startServer, type TestServer } from '../support/test-server.ts'
import { type CompanyLine, makeSubmission, readCompanies, readVisits, type Sent } from './real-leads.ts'
import { gone, most, playbookOf, readOrganisation, readTable, rosterOf } from './sales-organisation.ts'

const count = 500
const sentTogether = 8
/** Everybody of the three regions is at work. */
const monday = new Date('2026-11-23T17:00:00Z')

test('a real sales organisation gets every one of 500 real leads, once, where its own rules say', { timeout: 120_000 }, async context => {
  const file = (path: string) => needSharedData(context, path)
  const organisation = readOrganisation(readTable(file('crm-sales/sales_teams.csv')), readTable(file('crm-sales/products.csv')))
  const companies = readCompanies(readTable(file('crm-sales/accounts.csv')), organisation)
  const forenames = manyScripts(readTable(file('naughty/common-forenames-by-country.csv')).map(row => row['Localized Name'] ?? ''))
  const visits = readVisits(file('leads/x-education-dev.csv.gz'), count)
  expect(organisation).toMatchObject({ agents: { length: 35 }, products: { length: 7 }, teams: { Central: {}, East: {}, West: {} } })
  expect(companies).toHaveLength(85)
  expect(companies.filter(({ country }) => country === '')).toEqual([]) // “Philipines” too is somewhere

  const playbook = playbookOf(organisation)
  const roster = rosterOf(organisation)
  expect(checkPlaybook(playbook, roster)).toEqual([])
  const database = await createDatabase()
  const server = await startServer({ playbook, roster, environment: { DATABASE_URL: database.url }, now: () => monday })
  try {
    await importCompanies(companies, database.url)
    const sent = visits.map((visit, index) => makeSubmission(organisation, companies, forenames[index] ?? '', visit, index))
    const took = await sendAll(server, sent)
    await server.desk.background.drain()
    const handed = await readBack(server, sent)
    await expectMails(server, sent, handed)
    expectShape(sent, handed)
    print(organisation.agents, handed, took)
  } finally {
    await server.close()
    await database.drop()
  }
})

/** Names beyond ASCII first: most of the table is spelt without a mark. */
function manyScripts(names: string[]): string[] {
  const isPlain = (name: string) => /^[\p{ASCII}]+$/u.test(name)
  const foreign = names.filter(name => !/^\p{Script=Latin}/u.test(name))
  const marked = names.filter(name => /^\p{Script=Latin}/u.test(name) && !isPlain(name))
  return [...foreign, ...marked, ...names.filter(isPlain)]
}

/** Through the command a customer uses. */
async function importCompanies(companies: CompanyLine[], url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-accounts-'))
  const quoted = (text: string) => `"${text.replace(/"/g, '""')}"`
  const columns = ['domain', 'name', 'employees', 'industry', 'country', 'owner', 'tier'] as const
  const lines = companies.map(company => columns.map(column => quoted(company[column])).join(','))
  const path = join(folder, 'accounts.csv')
  writeFileSync(path, [columns.join(','), ...lines].join('\n'))
  const ended = await runBaton(['import', 'accounts', path], { DATABASE_URL: url })
  rmSync(folder, { recursive: true })
  expect(ended).toMatchObject({ code: 0, stderr: '', json: { accounts: companies.length, problems: [] } })
}

/** How long each reply took, in milliseconds, in order. */
async function sendAll(server: TestServer, sent: Sent[]): Promise<number[]> {
  const took: number[] = []
  const replies: { email: string; status: number; outcome: string }[] = []
  const waiting = [...sent]
  const sendSome = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const begun = performance.now()
      const { status, reply } = await server.submit(next.answers, next.more)
      took.push(performance.now() - begun)
      replies.push({ email: next.email, status, outcome: reply.outcome })
    }
  }
  await Promise.all(Array.from({ length: sentTogether }, sendSome))
  const byEmail = (a: { email: string }, b: { email: string }) => (a.email < b.email ? -1 : 1)
  const due = sent.map(({ email, expected }) => ({ email, status: 201, outcome: expected.outcome }))
  expect(replies.sort(byEmail)).toEqual(due.sort(byEmail))
  return took.sort((a, b) => a - b)
}

interface Handed {
  email: string
  rule: string
  rep: string | null
}

/** Every lead as the API tells it, page by page, each held against what the organisation's rules say. */
async function readBack(server: TestServer, sent: Sent[]): Promise<Handed[]> {
  const items: { id: string; email: string; name: string }[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await server.read(`/v1/leads?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    items.push(...body.items)
    cursor = body.nextCursor
  }
  expect(items.map(({ email }) => email).sort()).toEqual(sent.map(({ email }) => email).sort()) // each once, none left out
  const expected = new Map(sent.map(one => [one.email, one]))
  const handed: Handed[] = []
  const read = await inLanes(
    items,
    async ({ id, email, name }) => {
      const { body: lead } = await server.read(`/v1/leads/${id}`)
      const { answers, expected: wanted } = expected.get(email) as Sent // every e-mail was just found
      const { decision } = lead
      expect({ email, name, submissions: lead.submissions.length, decisions: lead.decisions.length }).toEqual({
        email,
        name: answers.name,
        submissions: 1,
        decisions: 1,
      })
      expect({ email, rule: decision.rule, territory: decision.territory?.id ?? null, outcome: decision.outcome }).toEqual({
        email,
        rule: wanted.rule,
        territory: wanted.territory,
        outcome: wanted.outcome,
      })
      expect(lead.assignments.map(({ rep }: { rep: { id: string } }) => rep.id)).toEqual(decision.rep === null ? [] : [decision.rep])
      if (decision.rep === null) expect(wanted.reps).toEqual([])
      else expect(wanted.reps).toContain(decision.rep)
      handed.push({ email, rule: decision.rule, rep: decision.rep })
    },
    { lanes: sentTogether },
  )
  expect(read).toBe(items.length)
  return handed
}

async function expectMails(server: TestServer, sent: Sent[], handed: Handed[]): Promise<void> {
  const mails = (await listMails(server.db, server.workspaceId)).map(({ kind, to, replyTo }) => `${kind} to ${to}, answers to ${replyTo}`)
  const outcomes = new Map(sent.map(({ email, expected }) => [email, expected.outcome]))
  const due = handed.flatMap(({ email, rep }) => {
    const address = rep && `${rep}@northlight.example`
    const toVisitor = outcomes.get(email) === 'disqualified' ? [] : [`visitor-mail to ${email}, answers to ${address}`]
    return address ? [...toVisitor, `rep-mail to ${address}, answers to ${email}`] : toVisitor
  })
  expect(mails.sort()).toEqual(due.sort())
}

/** The data reaches every corner, or the test would say less than it seems to. */
function expectShape(sent: Sent[], handed: Handed[]): void {
  const rules = ['students', 'owned', 'otherwise', ...['central', 'east', 'west'].flatMap(region => [`${region}-large`, `${region}-usual`])]
  expect(new Set(handed.map(({ rule }) => rule))).toEqual(new Set(rules))
  expect(new Set(sent.map(({ expected }) => expected.outcome))).toEqual(new Set(['assigned', 'queued', 'disqualified']))
  const scripts = ['Latin', 'Cyrillic', 'Greek', 'Arabic', 'Georgian', 'Han', 'Hiragana', 'Hangul']
  const names = sent.map(({ answers }) => String(answers.name))
  expect(scripts.filter(script => !names.some(name => new RegExp(`\\p{Script=${script}}`, 'u').test(name)))).toEqual([])
  expect(handed.filter(({ rep }) => rep === gone)).toEqual([])
  expect(handed.filter(({ rep }) => rep === most.agent)).toHaveLength(most.perDay) // as many as they take, and the others go on
}

function print(agents: { id: string; region: string }[], handed: Handed[], took: number[]): void {
  const tally = (names: string[]) =>
    [...new Set(names)]
      .map(name => `${name} ${names.filter(one => one === name).length}`)
      .sort()
      .join(' · ')
  const regions = new Map(agents.map(({ id, region }) => [id, region]))
  const at = (share: number) => `${took[Math.floor(took.length * share)]?.toFixed(0)} ms`
  console.log(
    [
      `${handed.length} leads, ${sentTogether} at a time: reply p50 ${at(0.5)}, p99 ${at(0.99)}`,
      `by rule: ${tally(handed.map(({ rule }) => rule))}`,
      `by region: ${tally(handed.map(({ rep }) => (rep === null ? 'nobody' : (regions.get(rep) ?? '?'))))}`,
      `by rep: ${tally(handed.map(({ rep }) => rep ?? 'nobody'))}`,
    ].join('\n'),
  )
}
