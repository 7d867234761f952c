import type { createAsking } from './asking.ts'
import { move, type State } from './state.ts'

/** Waits double from 2 seconds up to this; after that it is for the visitor to ask. */
const longestWaitMs = 32_000

/**
 * Handing the answers over to what comes after the questions, which `bring` fetches. While that cannot be had the answers wait here,
 * and it is asked for again.
 */
export function createSending(state: State, { goOn, ask }: ReturnType<typeof createAsking>, bring: () => Promise<void>) {
  const { phase, later } = state
  let waitMs = 1000
  let timer: ReturnType<typeof setTimeout>
  let trap = ''
  const waitAndSubmit = () => {
    phase.value = { phase: 'failed', reason: 'unreachable', copy: 'offered' }
    waitMs *= 2
    if (waitMs <= longestWaitMs) timer = setTimeout(submit, waitMs)
  }
  const submit = () => {
    clearTimeout(timer)
    move(state, { phase: 'sending' }, 'go')
    bring().then(() => later.value?.submit(trap), waitAndSubmit)
  }
  return {
    /** Asks for what comes after the questions, so that it is here when it is needed. No harm if not: `submit` asks again. */
    prepare() {
      bring().catch(() => {})
    },
    /** What the main button does, by phase: goes on, sends, or tries again. `companyWebsite` is what stands in the trap for bots. */
    proceed(companyWebsite: string) {
      if (phase.value.phase === 'asking') {
        trap = companyWebsite
        if (goOn()) submit()
      } else if (later.value) later.value.proceed()
      else if (phase.value.phase === 'failed') submit()
    },
    /** From a failure back to the questions. */
    change() {
      clearTimeout(timer)
      later.value?.forget()
      ask()
    },
  }
}
