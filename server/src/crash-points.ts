export type CrashPoint = 'before-begin' | 'after-decision' | 'after-commit' | 'after-send' | 'after-mark' | 'before-reply'

/**
 * `<point>:kill`, `:throw` or `:hang`, and what then happens to whoever gets there. The build of the server writes `undefined` for it, and
 * nothing of this file, nor of what asks for it, is left: `tests/repo/bundle.test.ts` looks.
 */
export const crash: string | undefined = process.env.BATON_CRASH

/** Ends the process, fails or never comes back where `crash` names this point. */
export async function reach(point: CrashPoint): Promise<void> {
  switch (crash) {
    case `${point}:kill`:
      return void process.kill(process.pid, 'SIGKILL')
    case `${point}:throw`:
      throw new Error('On purpose.')
    case `${point}:hang`:
      return new Promise(() => undefined)
  }
}
