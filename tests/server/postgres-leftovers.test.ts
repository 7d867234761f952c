import { afterAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { leftProcesses, startProcess } from '../support/processes.ts'

/** The tests' own PostgreSQL does not outlive them, however they end. */

afterAll(() => expect(leftProcesses()).toEqual([]))

const server = new URL('../support/postgres-server.ts', import.meta.url).href
const start = (then: string) =>
  startProcess(process.execPath, [
    '--import',
    'tsx',
    '--input-type=module',
    '-e',
    `const { startPostgres } = await import(${JSON.stringify(server)}); const postgres = await startPostgres(); console.log('pid', postgres.pid); ${then}`,
  ])
const wait = 'setInterval(() => {}, 1000)'

async function pidOf(run: ReturnType<typeof start>): Promise<number> {
  return Number((await run.line(/^pid \d+/, 40_000)).split(' ')[1])
}

/** A killed process is gone for us when nothing answers to its id, or only its entry waits to be read by a parent. */
const gone = (pid: number) =>
  eventually(
    () => {
      try {
        process.kill(pid, 0)
        return false
      } catch {
        return true // no such process
      }
    },
    { what: `The end of PostgreSQL ${pid}` },
  )

describe('the PostgreSQL of a run', { timeout: 60_000 }, () => {
  test('ends with it at a signal', async () => {
    const run = start(wait)
    const pid = await pidOf(run)
    await run.stop('SIGTERM')
    await gone(pid)
  })
  test('is ended by the next run after SIGKILL, and that one’s ends with its error', async () => {
    const killed = start(wait)
    const left = await pidOf(killed)
    await killed.stop('SIGKILL')
    const next = start(`throw new Error('on purpose')`)
    const pid = await pidOf(next)
    expect((await next.exited).code).toBe(1)
    await Promise.all([gone(left), gone(pid)])
  })
})
