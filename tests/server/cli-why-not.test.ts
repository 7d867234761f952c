import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decisions, leads } from '@baton/server/db/schema'
import type { Roster } from '@baton/shared/roster'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runBaton } from '../support/run-baton.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 }) // a command takes half a second, and several on a busy machine

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-why-not-'))
  file('playbook.json', salesPlaybook)
  file('roster.json', salesRoster)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const at = '2026-11-23T10:00:00Z'
const lead = (id: string, facts: object = {}, moment = at) => JSON.stringify({ id, at: moment, facts: { form: 'contact', ...facts } })
const whyNot = (words: Record<string, string>, environment = {}) =>
  runBaton(['why-not', ...Object.entries(words).flatMap(([name, value]) => [`--${name}`, value])], environment)
const files = (leads: string, roster: unknown = salesRoster) => ({
  playbook: join(folder, 'playbook.json'),
  roster: file('roster.json', roster),
  leads: file('leads.jsonl', leads),
})

/** Whom `baton decide` gives the last of these leads to. */
async function decideLast(leads: string, roster: unknown): Promise<string | null> {
  const ended = await runBaton(['decide', ...Object.entries(files(leads, roster)).flatMap(([name, value]) => [`--${name}`, value])], {})
  return JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '').rep
}

describe('baton why-not of a file of leads', () => {
  const away = [{ from: '2026-11-23', to: '2026-11-24' }]
  const withBenAway: Roster = { ...salesRoster, reps: salesRoster.reps.map(rep => (rep.id === 'ben' ? { ...rep, timeOff: away } : rep)) }
  const leads = [lead('a', { 'place.country': 'DE' }, '2026-11-20T10:00:00Z'), 'no lead', lead('b', { 'place.country': 'DE' }), lead('c')].join('\n')

  test('decides up to the lead and prints the edits and a sentence', async () => {
    const ended = await whyNot({ lead: 'b', rep: 'Ben', ...files(leads, withBenAway) })
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(ended.json).toEqual({
      lead: 'b',
      at: '2026-11-23T10:00:00.000Z',
      rep: 'ben',
      edits: [{ kind: 'roster', path: '/reps/1/timeOff', from: away, to: null }],
      fewest: true,
      sentence: 'Ben Okoro would have got this lead if Ben Okoro were not away on 2026-11-23.',
    })
  })

  test('of a roster that is a list the pointers fit the list, and the edit made there sends the lead to the rep', async () => {
    const ended = await whyNot({ lead: 'b', rep: 'ben', ...files(leads, withBenAway.reps) })
    expect(ended.json.edits).toEqual([{ kind: 'roster', path: '/1/timeOff', from: away, to: null }])
    const before = leads.split('\n').slice(0, 3).join('\n')
    expect(await decideLast(before, withBenAway.reps)).toBe('ana')
    expect(await decideLast(before, salesRoster.reps)).toBe('ben')
  })

  test('a lead that is theirs needs no edits', async () =>
    expect((await whyNot({ lead: 'a', rep: 'ana', ...files(leads) })).json).toMatchObject({ edits: [], sentence: 'Ana Lindqvist has this lead.' }))

  test('turns and loads carry over as in decide: one earlier turn would do', async () =>
    expect((await whyNot({ lead: 'b', rep: 'ana', ...files(leads) })).json.edits).toEqual([{ kind: 'turn', pool: 'dach', lead: 'a', from: 'ana', to: 'ben' }]))

  test('of two lines with one id the last is meant', async () => {
    const twice = [lead('a', { 'place.country': 'DE' }), lead('b', { 'place.country': 'DE' }), lead('a', { 'place.country': 'DE' }, '2026-11-23T11:00:00Z')]
    const found = await whyNot({ lead: 'a', rep: 'ana', ...files(twice.join('\n')) })
    expect(found.json).toMatchObject({ at: '2026-11-23T11:00:00.000Z', edits: [], sentence: 'Ana Lindqvist has this lead.' })
    const earlier = await whyNot({ lead: 'b', rep: 'ben', ...files([twice[0], twice[2], twice[1]].join('\n')) })
    expect(earlier.json.edits).toEqual([{ kind: 'turn', pool: 'dach', lead: 'a (line 2)', from: 'ben', to: 'ana' }])
    const bad = await whyNot({ lead: 'a', rep: 'ana', ...files([...twice, lead('a', { 'answers.sets': 4 })].join('\n')) })
    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no fact “answers.sets”.') })
  })

  test('of a lead whose facts do not fit together one fact is enough, and set in the file it sends the lead to the rep', async () => {
    const rule = { id: 'seats', when: { fact: 'answers.seats', op: 'above', value: 20 }, to: [{ kind: 'rep', rep: 'carla' }] }
    const playbook = file('by-seats.json', { ...salesPlaybook, routing: { rules: [rule], otherwise: [{ kind: 'rep', rep: 'ana' }] } })
    const given = { form: 'demo-request', 'answers.companySize': '1-10' } // seats are not asked for there
    const found = await whyNot({ lead: 'a', rep: 'carla', ...files(lead('a', given)), playbook })
    expect(found.json).toMatchObject({ fewest: true, edits: [{ kind: 'fact', fact: 'answers.seats', from: null, to: 21 }] })
    const edited = { ...files(lead('a', { ...given, 'answers.seats': 21 })), playbook }
    const decided = await runBaton(['decide', ...Object.entries(edited).flatMap(([name, value]) => [`--${name}`, value])], {})
    expect(decided.json).toMatchObject({ rep: 'carla' })
  })

  test('ends with 1 where nothing would have sent the lead there', async () => {
    const lonely = { ...salesPlaybook, routing: { rules: [], otherwise: [{ kind: 'pool', pool: 'small' }] } }
    const ended = await whyNot({ lead: 'a', rep: 'ben', ...files(leads), playbook: file('lonely.json', lonely) })
    expect(ended).toMatchObject({ code: 1, stderr: '' })
    expect(ended.json).toMatchObject({ edits: null, fewest: true, sentence: expect.stringContaining('No rule leads to Ben Okoro') })
  })
})

describe('what cannot be used ends with 2 and says what was probably meant', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a lead that is not in the file', { lead: 'lead-11', rep: 'ben' }, 'There is no lead “lead-11” in '],
    ['the nearest lead', { lead: 'lead-11', rep: 'ben' }, 'Did you mean “lead-1”?'],
    ['a rep who is not on the roster', { lead: 'lead-1', rep: 'bem' }, 'There is no rep “bem” on the roster. Did you mean “ben”?'],
    ['a lead whose own line is bad', { lead: 'odd', rep: 'ben' }, 'There is no fact “answers.sets”.'],
    ['a moment that does not exist', { lead: 'lead-1', rep: 'ben', at: 'soon' }, '--at soon is no moment that exists'],
  ])('%s', async (_, words, says) => {
    const ended = await whyNot({ ...files([lead('lead-1'), lead('odd', { 'answers.sets': 4 })].join('\n')), ...words })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toContain(says)
  })
  test('files given only in part', async () => {
    const { playbook, roster } = files('')
    expect(await whyNot({ lead: 'a', rep: 'ben', playbook, roster })).toMatchObject({ code: 2, stderr: expect.stringContaining('--leads <file.jsonl>') })
    expect(await whyNot({ lead: 'a', rep: 'ben', at })).toMatchObject({ code: 2, stderr: expect.stringContaining('--playbook <file.json>') })
    expect(await whyNot({ rep: 'ben' })).toMatchObject({ code: 2, stderr: expect.stringContaining('--lead <id>') })
  })
})

describe('baton why-not of a stored decision', () => {
  let server: TestServer
  let ids: { lead: string; submission: string }[]
  beforeAll(async () => {
    server = await startServer({ playbook: salesPlaybook, roster: salesRoster, now: () => new Date(at) })
    for (const country of ['DE', 'DE', 'FR']) await server.submit(answersOf({ country }))
    const rows = await server.db.select().from(decisions)
    ids = rows.map(({ leadId, submissionId }) => ({ lead: leadId, submission: submissionId }))
  })
  afterAll(() => server.close())

  test('takes the turns before it from the ledger, and finds it by its lead or its submission', async () => {
    const [, second] = ids
    const found = await whyNot({ lead: second?.lead ?? '', rep: 'ana' }, server.environment)
    expect(found).toMatchObject({ code: 0, stderr: '' })
    expect(found.json).toMatchObject({ rep: 'ana', edits: [{ kind: 'turn', pool: 'dach', lead: ids[0]?.lead, from: 'ana', to: 'ben' }], fewest: true })
    const same = await whyNot({ lead: second?.submission ?? '', rep: 'ana' }, server.environment)
    expect(same.json).toEqual({ ...found.json, lead: second?.submission })
  })

  test('a turn that was given back is nobody’s, and the credits are those after it', async () => {
    const refunding = await startServer({ playbook: salesPlaybook, roster: salesRoster, now: () => new Date(at) })
    try {
      const latestLead = async () => (await refunding.db.select().from(leads)).at(-1)?.id ?? ''
      await refunding.submit(answersOf({ country: 'DE' }))
      const refunded = await runBaton(['refund', '--lead', await latestLead(), '--reason', 'no-show'], refunding.environment)
      expect(refunded).toMatchObject({ code: 0, json: { pool: 'dach', undoes: 0 } })
      await refunding.submit(answersOf({ country: 'DE' }))
      const found = await whyNot({ lead: await latestLead(), rep: 'ben' }, refunding.environment)
      expect(found).toMatchObject({ code: 0, json: { edits: [{ kind: 'roster', path: '/reps/0/active', to: false }], fewest: true } })
    } finally {
      await refunding.close()
    }
  })

  test('a lead or rep there is not ends with 2', async () => {
    const [first] = ids
    const mistyped = `${first?.lead.slice(0, -1)}${first?.lead.endsWith('0') ? '1' : '0'}`
    expect(await whyNot({ lead: mistyped, rep: 'ben' }, server.environment)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`Did you mean “${first?.lead}”?`),
    })
    expect(await whyNot({ lead: first?.lead ?? '', rep: 'anna' }, server.environment)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean “ana”?'),
    })
  })
})
