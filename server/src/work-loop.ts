/** Work that goes on beside the requests for as long as the process runs. */
export interface Worker {
  /** Begins nothing more; resolves when what was begun is done. */
  stop(): Promise<void>
}

const usualRestMs = 1000

/**
 * Takes one step after the other: the next at once while a step says that there is more, else after a rest, as long as the step said or
 * a second. A step never rejects.
 */
export function startWork(step: Step): Worker {
  const stopping = new AbortController()
  const done = work(step, stopping.signal)
  return {
    stop() {
      stopping.abort()
      return done
    },
  }
}

type Step = () => Promise<{ more: boolean; restMs?: number }>

async function work(step: Step, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const { more, restMs } = await step()
    if (!more) await rest(stopping, restMs ?? usualRestMs)
  }
}

function rest(stopping: AbortSignal, restMs: number): Promise<void> {
  return new Promise(resolve => {
    if (stopping.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      stopping.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, restMs)
    stopping.addEventListener('abort', end)
  })
}
