/** Work that a reply does not wait for longer than it must, and that a stopping process still finishes. */
export interface Background {
  /** Resolves with the work or after `limitMs`, whichever is first; never rejects. */
  run(work: Promise<unknown>, limitMs: number): Promise<void>
  drain(): Promise<void>
}

export function createBackground(report: (error: unknown) => void): Background {
  const running = new Set<Promise<void>>()
  return {
    run(work, limitMs) {
      const settled = work.then(() => undefined, report)
      running.add(settled)
      settled.finally(() => running.delete(settled))
      let timer: NodeJS.Timeout | undefined
      const limit = new Promise<void>(resolve => {
        timer = setTimeout(resolve, limitMs)
      })
      return Promise.race([settled, limit]).finally(() => clearTimeout(timer))
    },
    async drain() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
