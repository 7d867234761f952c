import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { eventually } from './await-condition.ts'

/** A program of ours, started as a user would start it: `node server/dist/main.js`, not through npx (a signal would not reach it). */
export interface RunningProcess {
  pid: number
  /** Everything it has written so far, on both outputs. */
  output(): string
  /** The first line that matches; rejects when the process ends, or time runs out, before there is one. */
  line(pattern: RegExp, timeoutMs?: number): Promise<string>
  /** Until a GET of this address is answered with 2xx. */
  answers(url: string, timeoutMs?: number): Promise<Response>
  /** Sends a signal (SIGTERM unless told) and waits for the end; after 10 s it is killed. */
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL') // a test that failed before it stopped them
})

interface Options {
  cwd?: string
  /** All it gets besides PATH and HOME: a variable of the developer's must not change a test. */
  env?: Record<string, string>
}

export function startProcess(command: string, args: string[], { cwd, env = {} }: Options = {}): RunningProcess {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(command, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (written += chunk))
  const exited = once(child, 'close').then(([code, signal]) => {
    running.delete(child)
    return { code, signal }
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  /** Polls, and gives up as soon as the process is gone: nothing more will come. */
  async function until<T>(check: () => T | Promise<T>, what: string, timeoutMs: number) {
    const ended = { gone: true } as const
    const found = await eventually(async () => (await Promise.resolve(check()).catch(() => null)) || (hasEnded() ? ended : null), { timeoutMs, what })
    if (found === ended) throw new Error(`${what} did not come: the process ended (${child.exitCode ?? child.signalCode}).\n${written}`)
    return found as NonNullable<T> // what is not the mark of the end is a value
  }

  return {
    pid: child.pid as number, // a failed spawn rejects in `exited`
    output: () => written,
    line: (pattern, timeoutMs = 15_000) =>
      until(() => written.split('\n').find(text => pattern.test(text)), `A line like ${pattern}`, timeoutMs) as Promise<string>,
    answers: (url, timeoutMs = 15_000) =>
      until(() => fetch(url).then(response => (response.ok ? response : null)), `An answer of ${url}`, timeoutMs) as Promise<Response>,
    stop: async (signal = 'SIGTERM') => {
      if (!hasEnded()) child.kill(signal)
      const giveUp = setTimeout(() => child.kill('SIGKILL'), 10_000)
      const end = await exited
      clearTimeout(giveUp)
      return end
    },
    exited,
  }
}

/** Processes this test file has started and not stopped. A file that starts some ends with `expect(leftProcesses()).toEqual([])`. */
export function leftProcesses(): number[] {
  return [...running].flatMap(({ pid }) => pid ?? [])
}
