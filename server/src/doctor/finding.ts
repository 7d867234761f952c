/** What a look at one thing found. `look`: works, or could not be seen, and somebody should look; `broken`: leads or mails suffer from it. */
export interface Finding {
  /** What was looked at, in a word or two. */
  name: string
  state: FindingState
  says: string
  /** Null where nothing is. */
  todo: string | null
}

export type FindingState = 'ok' | 'look' | 'broken'

export function ok(name: string, says: string): Finding {
  return { name, state: 'ok', says, todo: null }
}

export function look(name: string, says: string, todo: string): Finding {
  return { name, state: 'look', says, todo }
}

export function broken(name: string, says: string, todo: string): Finding {
  return { name, state: 'broken', says, todo }
}

const order: readonly FindingState[] = ['ok', 'look', 'broken']

export function worstOf(findings: readonly Finding[]): FindingState {
  return findings.reduce<FindingState>((worst, { state }) => (order.indexOf(state) > order.indexOf(worst) ? state : worst), 'ok')
}
