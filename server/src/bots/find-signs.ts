import type { EmailFacts } from '../email-domain.ts'
import { isGibberish } from './gibberish.ts'
import type { TokenReading } from './render-token.ts'

/** What makes a submission look like a program's, and whether that is enough by itself to set it aside. */
const signs = {
  trap_filled: { alone: true, sentence: 'A field that people do not see was filled in.' },
  token_forged: { alone: true, sentence: 'It came with a render token that Baton did not hand out for this form.' },
  token_absent: { alone: false, sentence: 'It came without a render token: no browser began to answer this form.' },
  token_expired: { alone: false, sentence: 'Its render token is older than a day.' },
  token_unsolved: { alone: true, sentence: 'It came from a network that had sent many just before, without the piece of work that browsers do there.' },
  too_fast: { alone: false, sentence: 'It was sent sooner after the first key press than people type.' },
  disposable_address: { alone: false, sentence: 'Its address is one of those that are thrown away.' },
  gibberish_address: { alone: false, sentence: 'Its address looks like keys pressed at random.' },
} as const

export type Sign = keyof typeof signs

/** Of what is sent sooner after the token was handed out, a person typed nothing. */
const leastHumanMs = 1500

export interface Seen {
  token: TokenReading
  /** What stood in the field that people do not see. */
  trap: string
  email: Pick<EmailFacts, 'address' | 'kind'> | null
}

/** Every sign that a submission is a program's; none for most. Pure: what is known comes as an argument. */
export function findSigns({ token, trap, email }: Seen): Sign[] {
  const found: Sign[] = []
  if (trap !== '') found.push('trap_filled')
  // A token that asks for work may be the second: asked for when all was typed.
  if (token.kind === 'good' && !token.worked && token.ageMs < leastHumanMs) found.push('too_fast')
  if (token.kind !== 'good') found.push(`token_${token.kind}`)
  if (email?.kind === 'disposable') found.push('disposable_address')
  if (email && isGibberish(email.address)) found.push('gibberish_address')
  return found
}

/** One strong sign sets a submission aside, or two weak ones: each weak one alone has honest people in it. */
export function isSuspicious(found: readonly Sign[]): boolean {
  return found.length > 1 || found.some(sign => signs[sign].alone)
}

/** For people. */
export function explainSign(sign: Sign): string {
  return signs[sign].sentence
}
