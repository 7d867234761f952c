import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runBaton } from '../support/run-baton.ts'
import { salesPlaybook, salesRoster } from '../support/sales-team.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 90_000 }) // a command takes half a second, and several on a busy machine

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-decide-'))
  file('playbook.json', salesPlaybook)
  file('roster.json', salesRoster.reps)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const decide = (leads: string, ...more: string[]) =>
  runBaton(['decide', '--playbook', join(folder, 'playbook.json'), '--roster', join(folder, 'roster.json'), '--leads', leads, ...more], {})
const lines = (stdout: string) =>
  stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const lead = (id: string, facts: object = {}, more: object = { at: '2026-11-23T10:00:00Z' }) =>
  JSON.stringify({ id, ...more, facts: { form: 'contact', ...facts } })

describe('baton decide', () => {
  test('prints a line for each lead, in order, and ends with 0', async () => {
    const ended = await decide(file('good.jsonl', `${lead('a')}\n\n${lead('b')}\r\n${lead('c')}`)) // the last line has no end
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(lines(ended.stdout).map(({ id, rep }) => [id, rep])).toEqual([
      ['a', 'ana'],
      ['b', 'ben'],
      ['c', 'carla'],
    ])
  })

  test('goes on after a bad line and ends with 1', async () => {
    const ended = await decide(file('bad.jsonl', `\uFEFF${lead('a')}\nno\n${lead('b', { 'answers.sets': 4 })}\n${lead('c', { 'answers.goal': 'a\u2028b' })}\n`))
    expect(ended).toMatchObject({ code: 1, stderr: '' })
    expect(lines(ended.stdout)).toEqual([
      expect.objectContaining({ id: 'a', rep: 'ana' }),
      { id: null, error: 'This line is not valid JSON.' },
      { id: 'b', error: 'There is no fact “answers.sets”. Did you mean “answers.seats”?' },
      expect.objectContaining({ id: 'c', rep: 'ben' }),
    ])
  })

  test('takes --at as the moment of leads without one, and --explain for all that was looked at', async () => {
    const ended = await decide(file('timeless.jsonl', lead('a', {}, {})), '--at', '2026-11-23T10:00:00Z', '--explain')
    expect(ended.code).toBe(0)
    expect(lines(ended.stdout)).toEqual([
      expect.objectContaining({
        id: 'a',
        rep: 'ana',
        rules: expect.any(Array),
        candidates: expect.any(Array),
        credits: expect.objectContaining({ pool: 'everyone' }),
      }),
    ])
  })

  test('a moment at the end of the calendar is a bad line, and the rest go on', async () => {
    const ended = await decide(file('far.jsonl', `${lead('a', {}, { at: '9999-12-31T12:00:00Z' })}\n${lead('b')}`))
    expect(ended).toMatchObject({ code: 1, stderr: '' })
    expect(lines(ended.stdout)).toEqual([
      { id: 'a', error: '“at” is out of reach: years go from 1 to 9998.' },
      expect.objectContaining({ id: 'b', rep: 'ana' }),
    ])
  })

  test('nothing in the environment is needed, and a file without leads is no mistake', async () =>
    expect(await decide(file('empty.jsonl', ''))).toMatchObject({ code: 0, stdout: '', stderr: '' }))

  test('10,000 leads come out, each less than one lead from their share', async () => {
    const ended = await decide(file('many.jsonl', Array.from({ length: 10_000 }, (_, index) => lead(`lead-${index}`, { 'place.country': 'DE' })).join('\n')))
    expect(ended.code).toBe(0)
    const given = lines(ended.stdout)
    expect(given).toHaveLength(10_000)
    let ana = 0
    for (const [index, { rep }] of given.entries()) {
      if (rep === 'ana') ana++
      expect(Math.abs(ana - ((index + 1) * 2) / 3)).toBeLessThan(1)
    }
  })

  test('stops quietly when whoever reads has read enough', async () => {
    const words = ['--import', 'tsx', 'server/src/cli/baton.ts', 'decide', '--playbook', join(folder, 'playbook.json'), '--roster', join(folder, 'roster.json')]
    const child = spawn(process.execPath, [...words, '--leads', file('long.jsonl', Array.from({ length: 20_000 }, () => lead('x')).join('\n'))], {
      cwd: join(import.meta.dirname, '..', '..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', chunk => (stderr += chunk))
    child.stdout.once('data', () => child.stdout.destroy())
    const [code] = await once(child, 'close')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

describe('what cannot be used ends with 2, before anything is decided', () => {
  const refused = async (words: string[], ...says: string[]) => {
    const ended = await runBaton(['decide', ...words], {})
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).not.toMatch(/^\s+at /m)
    for (const one of says) expect(ended.stderr).toContain(one)
  }
  const words = (over: Record<string, string>) => {
    const all = { playbook: join(folder, 'playbook.json'), roster: join(folder, 'roster.json'), leads: join(folder, 'leads.jsonl'), ...over }
    return Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])
  }
  test('a file that is not there or no file', async () => {
    file('leads.jsonl', lead('a'))
    for (const name of ['playbook', 'roster', 'leads']) {
      await refused(words({ [name]: join(folder, 'gone.json') }), 'gone.json cannot be read: ENOENT.')
      await refused(words({ [name]: folder }), 'cannot be read: EISDIR.')
    }
  })
  test('a playbook or roster with mistakes: each with its path, the reason and the nearest name', async () => {
    file('leads.jsonl', lead('a'))
    const wrong = structuredClone(salesPlaybook)
    const [rule] = wrong.routing.rules
    if (rule) rule.when = { fact: 'answers.companySise', op: 'is', value: 'student' }
    await refused(
      words({ playbook: file('wrong.json', wrong) }),
      'playbook /routing/rules/0/when/fact: There is no fact “answers.companySise”. Did you mean “answers.companySize”?',
    )
    const away = salesRoster.reps.map(rep => ({ ...rep, timeZone: 'Europe/Berln' }))
    await refused(
      words({ roster: file('away.json', away), playbook: file('odd.json', { format: 2 }) }),
      'roster /0/timeZone',
      'playbook /format',
      'playbook /routing',
    )
    await refused(words({ playbook: file('broken.json', '{') }), 'broken.json is not valid JSON')
  })
  test('a playbook of more than 5 MB', async () =>
    refused(words({ playbook: file('large.json', { ...salesPlaybook, note: 'x'.repeat(5 * 1024 * 1024) }) }), 'large.json is larger than 5 MB'))
  test('a rep who is twice on a list, where the list has them', async () =>
    refused(words({ roster: file('twice.json', [salesRoster.reps[0], salesRoster.reps[0]]) }), 'roster /1/id: “ana” is already the id of another.'))
  test('a moment that does not exist, and words that are missing', async () => {
    await refused([...words({}), '--at', '9999-12-31'], '--at 9999-12-31 is out of reach')
    await refused([...words({}), '--at', '2026-02-30T10:00:00Z'], '--at 2026-02-30T10:00:00Z is no moment that exists')
    await refused(['--playbook', 'p.json'], '--roster <file.json>')
  })
})
