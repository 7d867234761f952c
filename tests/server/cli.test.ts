import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createMigratedDatabase } from '../support/migrated-database.ts'
import { createDatabase, type TestDatabase } from '../support/postgres.ts'
import { type Ended, runBaton } from '../support/run-baton.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 }) // a command takes half a second, and several on a busy machine

let database: TestDatabase
let folder: string

/** One database for the tests of a block: most of them change nothing. */
function onOwnDatabase(create: () => Promise<TestDatabase>, ...setUp: (() => Promise<unknown>)[]): void {
  beforeAll(async () => {
    database = await create()
    folder = mkdtempSync(join(tmpdir(), 'baton-cli-'))
    for (const step of setUp) await step()
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
    await database.drop()
  })
}

function baton(...words: string[]): Promise<Ended> {
  return runBaton(words, { DATABASE_URL: database.url })
}

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function ask<Row>(question: string): Promise<Row[]> {
  const sql = postgres(database.url, { max: 1 })
  return (sql.unsafe(question) as unknown as Promise<Row[]>).finally(() => sql.end()) // the question names its columns
}

/** All that a command could have changed. */
async function stored() {
  const [counts] = await ask(`select
    (select count(*)::int from workspaces) workspaces, (select count(*)::int from api_keys) keys, (select max(playbook_version) from workspaces) version,
    (select max(roster_hash) from workspaces) roster, (select count(*)::int from playbooks) playbooks, (select count(*)::int from rosters) rosters,
    (select count(*)::int from forms) forms, (select count(*)::int from pool_turns) pools, (select count(*)::int from accounts) accounts`)
  return counts
}

/** A sentence for the person at the terminal: no stack, no JSON, nothing on standard output. */
function expectRefusal(ended: Ended, ...says: (string | RegExp)[]): void {
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).not.toMatch(/^\s+at /m)
  for (const one of says) expect(ended.stderr).toMatch(one)
}

describe('setting a workspace up', () => {
  onOwnDatabase(createDatabase)
  test('init, roster, accounts and playbook come in one after the other, each told as JSON', async () => {
    const made = await baton('init', '--name', 'Northlight')
    expect(made).toMatchObject({ code: 0, stderr: '', json: { name: 'Northlight', workspace: expect.any(String), apiKey: expect.stringMatching(/^baton_/) } })
    expect(await ask('select hash from api_keys')).not.toEqual([{ hash: made.json.apiKey }]) // only its hash is kept

    const photo = join(folder, 'ana.png')
    writeFileSync(photo, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
    const [ana, ...others] = salesRoster.reps
    const withPhotos = [{ ...ana, photoUrl: 'ana.png' }, { ...others[0], photoUrl: 'nobody.png' }, others[1]]
    const roster = await baton('import', 'roster', file('roster.json', withPhotos))
    expect(roster).toMatchObject({ code: 0, stderr: '', json: { reps: 3, photosLeftOut: [{ rep: 'ben', reason: expect.stringContaining('nobody.png') }] } })

    const accounts = await baton('import', 'accounts', file('accounts.csv', 'domain,name,employees,owner\nacme.example,Acme,120,ana\nbolt.example,Bolt,,\n'))
    expect(accounts).toMatchObject({ code: 0, stderr: '', json: { accounts: 2, problems: [] } })

    expect(await baton('publish', file('playbook.json', salesPlaybook))).toMatchObject({
      code: 0,
      stderr: '',
      json: { version: 1, forms: ['demo-request', 'contact'] },
    })
    expect(await baton('publish', file('playbook.json', salesPlaybook))).toMatchObject({ code: 0, json: { version: 2 } })
    expect(await stored()).toMatchObject({ workspaces: 1, keys: 1, version: 2, playbooks: 2, rosters: 1, forms: 2, pools: 3, accounts: 2 })
  })

  test('a second workspace is reached by its id, and the first keeps what it has', async () => {
    const second = (await baton('init', '--name', 'Second', '--another')).json.workspace
    const accounts = file('accounts.json', [{ domain: 'second.example', name: 'Second' }])
    expect(await baton('import', 'accounts', accounts, '--workspace', second)).toMatchObject({ code: 0, json: { accounts: 1, problems: [] } })
    expect(await ask("select workspace_id as id from accounts where domain = 'second.example'")).toEqual([{ id: second }])
  })
})

describe('accounts', () => {
  onOwnDatabase(createMigratedDatabase, () => baton('init', '--name', 'Northlight'))
  test('bad lines are listed with their number and the reason, and the good ones come in', async () => {
    const lines = [
      'domain,name,employees,country',
      'acme.example,Acme,120,US',
      'not a domain,Bolt,5,US',
      'crate.example,,5,US',
      'dune.example,Dune,many,US',
      'echo.example,"Echo, Inc.",12,Sweden',
      'acme.example,Acme again,1,US',
      'fjord.example,Fjord,7,no',
    ]
    const imported = await baton('import', 'accounts', file('accounts.csv', lines.join('\n')))
    expect(imported).toMatchObject({ code: 1, stderr: '' })
    expect(imported.json).toEqual({
      accounts: 2,
      problems: [
        { line: 3, message: '“not a domain” is not a domain.' },
        { line: 4, message: 'The name is missing.' },
        { line: 5, message: '“many” is not a number of employees.' },
        { line: 6, message: '“Sweden” is not a country code of two letters (ISO 3166-1).' },
        { line: 7, message: '“acme.example” is already on line 2.' },
      ],
    })
    expect(await ask('select domain, name, country from accounts order by domain')).toEqual([
      { domain: 'acme.example', name: 'Acme', country: 'US' },
      { domain: 'fjord.example', name: 'Fjord', country: 'NO' },
    ])
  })

  test('importing again brings them up to date', async () => {
    await baton('import', 'accounts', file('accounts.csv', 'domain,name,tier\ngale.example,Acme,standard\n'))
    await baton('import', 'accounts', file('accounts.csv', 'domain,name,tier\ngale.example,Acme Corporation,strategic\n'))
    expect(await ask("select domain, name, tier from accounts where domain = 'gale.example'")).toEqual([
      { domain: 'gale.example', name: 'Acme Corporation', tier: 'strategic' },
    ])
  })

  test('a file that is no table is refused whole', async () => {
    const before = await stored()
    expectRefusal(await baton('import', 'accounts', file('accounts.csv', 'domain,name\n"acme.example,Acme\n')), 'accounts.csv is neither CSV nor a JSON array')
    expectRefusal(await baton('import', 'accounts', file('accounts.json', '[{"domain":')), 'accounts.json is neither CSV nor a JSON array')
    expect(await stored()).toEqual(before)
  })

  test('a file of thousands of lines comes in whole', async () => {
    const lines = Array.from({ length: 12_000 }, (_, index) => `company${index}.example,Company ${index},${index}`)
    const imported = await baton('import', 'accounts', file('accounts.csv', ['domain,name,employees', ...lines].join('\n')))
    expect(imported).toMatchObject({ code: 0, stderr: '', json: { accounts: 12_000, problems: [] } })
    expect(await ask("select count(*)::int as count from accounts where name like 'Company %'")).toEqual([{ count: 12_000 }])
  })
})

describe('what is broken changes nothing', () => {
  onOwnDatabase(
    createMigratedDatabase,
    () => baton('init', '--name', 'Northlight'),
    () => baton('import', 'roster', file('roster.json', salesRoster)),
    () => baton('publish', file('playbook.json', salesPlaybook)),
  )

  test.each([
    [
      'a rep who does not exist',
      { ...salesPlaybook, pools: [{ id: 'dach', members: [{ rep: 'anna' }] }] },
      ['/pools/0/members/0/rep', 'There is no rep “anna”', 'Did you mean “ana”?'],
    ],
    [
      'a pool who does not exist',
      { ...salesPlaybook, routing: { ...salesPlaybook.routing, otherwise: [{ kind: 'pool', pool: 'everyon' }] } },
      ['/routing/otherwise/0/pool', 'There is no pool “everyon”', 'Did you mean “everyone”?'],
    ],
    [
      'a fact that is not one',
      { ...salesPlaybook, territories: [{ id: 'dach', when: { fact: 'place.contry', op: 'is', value: 'DE' } }] },
      ['/territories/0/when/fact', 'Did you mean “place.country”?'],
    ],
    ['a key that is not one', { ...salesPlaybook, rooting: salesPlaybook.routing }, ['/rooting', 'Did you mean “routing”?']],
  ])('a playbook with %s is refused with the place, the reason and the nearest right name', async (_, playbook, says) => {
    const before = await stored()
    expectRefusal(await baton('publish', file('broken.json', playbook)), 'broken.json cannot be used', ...says.map(escaped))
    expect(await stored()).toEqual(before)
  })

  test.each([
    [
      'an hour that is none',
      [{ ...salesRoster.reps[0], hours: { mon: [['9:00', '17:00']] } }],
      ['/reps/0/hours/mon/0/0|/0/hours/mon/0/0', 'Write a time as HH:MM'],
    ],
    ['a rep twice', [salesRoster.reps[0], salesRoster.reps[0]], ['/reps/1/id|/1/id', 'ana']],
    ['a misspelt key', [{ ...salesRoster.reps[0], timezone: 'UTC' }], ['timezone', 'Did you mean “timeZone”?']],
  ])('a roster with %s is refused with the place and the reason', async (_, roster, says) => {
    const before = await stored()
    expectRefusal(await baton('import', 'roster', file('broken.json', roster)), 'broken.json cannot be used', ...says.map(one => new RegExp(one)))
    expect(await stored()).toEqual(before)
  })

  test('a file that is no JSON is refused by its name', async () => {
    const before = await stored()
    expectRefusal(await baton('publish', file('half.json', '{"format": 1,')), 'half.json is not valid JSON')
    expectRefusal(await baton('import', 'roster', file('half.json', '[{"id":')), 'half.json is not valid JSON')
    expect(await stored()).toEqual(before)
  })

  test('a form id that another workspace has is refused, and that one keeps it', async () => {
    const second = (await baton('init', '--name', 'Second', '--another')).json.workspace
    await baton('import', 'roster', file('roster.json', salesRoster), '--workspace', second)
    const before = await stored()
    expectRefusal(await baton('publish', file('playbook.json', salesPlaybook), '--workspace', second), 'demo-request', 'another workspace')
    expect(await stored()).toEqual(before)
  })

  test('a workspace that does not exist is named, and nothing is written', async () => {
    const before = await stored()
    const nobody = '00000000-0000-4000-8000-000000000000'
    const accounts = file('accounts.csv', 'domain,name\nacme.example,Acme\n')
    expectRefusal(await baton('import', 'accounts', accounts, '--workspace', nobody), `There is no workspace “${nobody}”`)
    expectRefusal(await baton('import', 'roster', file('roster.json', salesRoster), '--workspace', nobody), `There is no workspace “${nobody}”`)
    expectRefusal(await baton('publish', file('playbook.json', salesPlaybook), '--workspace', 'northlight'), 'There is no workspace “northlight”')
    expect(await stored()).toEqual(before)
  })
})

describe('no lead reaches nobody', () => {
  onOwnDatabase(
    createMigratedDatabase,
    () => baton('init', '--name', 'Northlight'),
    () => baton('import', 'roster', file('roster.json', salesRoster)),
  )
  const { small, others } = { small: salesPlaybook.routing.rules[3], others: salesPlaybook.routing.rules.slice(0, 3) }
  const afterHours = {
    ...salesPlaybook,
    routing: { ...salesPlaybook.routing, rules: [...others, { ...small, to: [{ kind: 'rep', rep: 'carla' }] }] },
  }
  const atWork = (hours: object | undefined) => ({ reps: salesRoster.reps.map(rep => (rep.id === 'carla' ? { ...rep, hours } : rep)) })

  test('a playbook is refused with the lead that nobody would take, and the one before stays published', async () => {
    expect(await baton('publish', file('playbook.json', salesPlaybook))).toMatchObject({ code: 0, json: { version: 1, findings: [], left: [] } })
    await baton('import', 'roster', file('roster.json', atWork({ mon: [['09:00', '17:00']] })))
    const before = await stored()
    const refused = await baton('publish', file('playbook.json', afterHours))
    expectRefusal(refused, 'playbook.json was not published', '/routing/rules/3: The rule “Small companies” has a lead that nobody takes')
    expectRefusal(refused, 'answers.companySize = “1-10”', 'End each of these lists with a queue')
    expect(await stored()).toEqual(before)
  })

  test('a roster with which leads would reach nobody is taken, and says which', async () => {
    await baton('import', 'roster', file('roster.json', atWork(undefined)))
    expect(await baton('publish', file('playbook.json', afterHours))).toMatchObject({ code: 0, json: { findings: [] } })
    const imported = await baton('import', 'roster', file('roster.json', atWork({ mon: [['09:00', '17:00']] })))
    const nobody = { kind: 'nobody', path: '/routing/rules/3', witness: { facts: { 'answers.companySize': '1-10' }, at: expect.any(String) } }
    expect(imported).toMatchObject({ code: 0, stderr: '', json: { findings: [nobody] } })
  })

  test('a playbook that a bound left unproven is published only when it is said so', async () => {
    const compared = (op: string, value: string) => ({ fact: 'touch.first.campaign', op, value })
    const both = { any: [compared('atLeast', '2026-01-01'), compared('startsWith', 'spring')] }
    const unproven = { ...salesPlaybook, territories: [{ id: 'dach', label: 'DACH', when: both }] }
    const before = await stored()
    expectRefusal(
      await baton('publish', file('playbook.json', unproven)),
      'not proven',
      'touch.first.campaign: it is compared as a date and as text',
      '--unproven',
    )
    expect(await stored()).toEqual(before)
    const published = await baton('publish', file('playbook.json', unproven), '--unproven')
    expect(published).toMatchObject({ code: 0, json: { version: 3, left: [expect.stringContaining('touch.first.campaign'), expect.anything()] } })
  })
})

describe('a command that cannot be done says why', () => {
  onOwnDatabase(createDatabase)
  test('before there is a workspace', async () => {
    const accounts = file('accounts.csv', 'domain,name\nacme.example,Acme\n')
    expectRefusal(await baton('import', 'accounts', accounts), 'There is no workspace yet', 'baton init --name')
    expectRefusal(await baton('publish', file('playbook.json', salesPlaybook)), 'There is no workspace yet')
  })
  test('when a file is not there', async () => {
    expectRefusal(await baton('publish', join(folder, 'nowhere.json')), /nowhere\.json cannot be read: ENOENT/)
    expectRefusal(await baton('import', 'accounts', folder), /cannot be read: EISDIR/)
  })
  test.each([
    ['a word it does not know', ['pubish', 'playbook.json'], 'There is no command “pubish playbook.json”'],
    ['a kind it does not import', ['import', 'acounts', 'a.csv'], 'There is no command “import acounts a.csv”'],
    ['an option it does not know', ['init', '--nam', 'X'], '--nam'],
    ['no name', ['init'], 'needs --name <company>'],
    ['no file', ['publish'], 'needs the playbook’s file'],
  ])('for %s, with how to write it', async (_, words, says) => {
    expectRefusal(await baton(...words), says, 'baton publish <playbook.json>')
  })
  test('when the database is not there', async () => {
    const ended = await runBaton(['init', '--name', 'X'], { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/none' })
    expectRefusal(ended, /database .*(cannot be reached|ECONNREFUSED)/i)
  })
  test('help is no failure', async () => {
    expect(await baton('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('baton import accounts'), stderr: '' })
  })
})

describe('a Typeform definition', () => {
  onOwnDatabase(createMigratedDatabase)
  const definition = (fields: object[]) => ({ id: 'abc', title: 'Talk to us', fields })
  const email = { id: '1', ref: 'mail', type: 'email', title: 'Your e-mail?', properties: {}, validations: { required: true } }

  test('becomes a form to paste into a playbook, without a database', async () => {
    const ended = await runBaton(['import', 'typeform', file('typeform.json', definition([email]))], { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/none' })
    expect(ended).toMatchObject({ code: 0, stderr: '', json: { form: { title: 'Talk to us', questions: [{ kind: 'email', required: true }] }, problems: [] } })
  })
  test('with a question that has no counterpart becomes the rest, and what is missing is listed', async () => {
    const ended = await baton('import', 'typeform', file('typeform.json', definition([email, { ...email, id: '2', ref: 'file', type: 'file_upload' }])))
    expect(ended.code).toBe(1)
    expect(ended.json.problems).toHaveLength(1)
    expect(ended.json.form.questions).toHaveLength(1)
  })
  test('that is no JSON is refused', async () => {
    expectRefusal(await baton('import', 'typeform', file('typeform.json', 'form')), 'typeform.json is not valid JSON')
  })
})

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
