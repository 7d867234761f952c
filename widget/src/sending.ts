import type { createAsking } from './asking.ts'
import { move, type State } from './state.ts'

/** Waits double from 2 seconds up to this; after that it is for the visitor to ask. */
const longestWaitMs = 32_000

/**
 * Going on and sending, with what comes after the first question, which `bring` fetches. While that cannot be had the answers wait here,
 * and it is asked for again.
 */
export function createSending(state: State, { goOn, isWrong, ask }: ReturnType<typeof createAsking>, bring: () => Promise<void>) {
  const { phase, later, trap } = state
  let waitMs = 1000
  let timer: ReturnType<typeof setTimeout>
  const advance = () => {
    if (goOn()) later.value?.submit()
  }
  const waitAndAdvance = () => {
    phase.value = { phase: 'failed', reason: 'unreachable', copy: 'offered' }
    waitMs *= 2
    if (waitMs <= longestWaitMs) timer = setTimeout(fetchAndAdvance, waitMs)
  }
  const fetchAndAdvance = () => {
    clearTimeout(timer)
    move(state, { phase: 'sending' }, 'go')
    bring().then(advance, waitAndAdvance)
  }
  return {
    /** Asks for what comes after the first question, so that it is here when it is needed. No harm if not: it is asked for again. */
    prepare() {
      bring().catch(() => {})
    },
    /** What the main button does, by phase: goes on, sends, or tries again. `companyWebsite` is what stands in the trap for bots. */
    proceed(companyWebsite: string) {
      const now = phase.value.phase
      trap.value = companyWebsite
      if (now === 'asking' && isWrong()) return
      if (later.value) now === 'asking' ? advance() : later.value.proceed()
      else if (now === 'asking' || now === 'failed') fetchAndAdvance()
    },
    /** From a failure back to the questions. */
    change() {
      clearTimeout(timer)
      later.value?.forget()
      ask()
    },
  }
}
