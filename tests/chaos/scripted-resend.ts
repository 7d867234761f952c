import { type Answer, type FakeProvider, type ReceivedRequest, startFakeProvider } from '../support/fake-provider.ts'
import { seeded } from '../support/seeded.ts'
import { hashBytes, type Recorder } from './history.ts'

/** How one request for a mail is answered, and whether the mail is accepted with it. */
const behaviours = {
  'too many requests': { accepts: false, answer: () => refusal(429, 'rate_limit_exceeded', { 'retry-after': '1' }) },
  broken: { accepts: false, answer: () => refusal(500, 'application_error') },
  hang: { accepts: false, answer: () => 'hang' },
  'accept and hang': { accepts: true, answer: () => 'hang' },
  'a byte a second': { accepts: true, answer: () => 'drip' },
  'accept and reset': { accepts: true, answer: () => 'reset' },
  'accept and half': { accepts: true, answer: () => 'half' },
  garbage: { accepts: false, answer: () => ({ status: 200, body: '<html>It works!</html>' }) },
  'accept and garbage': { accepts: true, answer: () => ({ status: 200, body: '<html>It works!</html>' }) },
  'no id': { accepts: false, answer: () => ({ status: 200, body: {} }) },
  redirect: { accepts: false, answer: () => ({ status: 302, headers: { location: elsewhere } }) },
  huge: { accepts: true, answer: () => ({ status: 200, body: huge }) },
} as const satisfies Record<string, { accepts: boolean; answer: () => Answer }>

const elsewhere = '/elsewhere'
const huge = 'a'.repeat(16 * 1024 * 1024)

function refusal(status: number, name: string, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: { statusCode: status, name, message: 'On purpose.' } }
}

export interface ScriptedResend {
  url: string
  /** From now on every mail is accepted at once. */
  calm(): void
  /** Whether our API key is good. */
  takeKey(good: boolean): void
  close(): Promise<void>
}

export interface ProviderSetting {
  seed: number
  recorder: Recorder
  /** Of the requests for a mail, how many go wrong. */
  flawed?: number | undefined
  /** What it takes, from a bucket that holds a second's; null: everything. */
  perSecond?: number | null | undefined
}

/**
 * Resend as its contract says: a key that it knows gives the first answer again, and with another body a conflict. What else goes wrong
 * with a mail hangs on the seed and on what it says, so that the same run meets the same provider.
 */
export async function startScriptedResend({ seed, recorder: { record }, flawed = 0.2, perSecond = null }: ProviderSetting): Promise<ScriptedResend> {
  const accepted = new Map<string, { id: string; bytes: string }>()
  const scripts = new Map<string, (keyof typeof behaviours)[]>()
  const bucket = openBucket(perSecond)
  let isCalm = flawed === 0
  let isGood = true
  const provider: FakeProvider = await startFakeProvider(request => {
    provider.requests.length = 0 // the history keeps what is needed of them
    const key = String(request.headers['idempotency-key'])
    const bytes = hashBytes(request.text)
    const known = accepted.get(key)
    const tell = (behaviour: string) => record({ kind: 'mail', key, bytes, behaviour, known: accepted.has(key) })
    const give = (answer: Answer, behaviour: string): Answer => {
      tell(behaviour)
      return answer
    }
    if (request.path !== '/emails') return give({ status: 404 }, 'asked elsewhere')
    if (!isGood) return give(refusal(401, 'invalid_api_key'), 'key refused')
    if (!bucket.take()) return give(refusal(429, 'rate_limit_exceeded', { 'retry-after': '1' }), 'over the rate')
    if (known && known.bytes !== bytes) return give(refusal(409, 'invalid_idempotent_request'), 'other bytes')
    const script = scripts.get(key) ?? writeScript(seed, request, flawed)
    scripts.set(key, script)
    const next = isCalm ? undefined : script.shift()
    if (next === undefined || behaviours[next].accepts) accepted.set(key, known ?? { id: `accepted-${accepted.size}`, bytes })
    if (next === undefined) return give({ status: 200, body: { id: accepted.get(key)?.id } }, 'accept')
    return give(behaviours[next].answer(), next)
  })
  return {
    url: provider.url,
    calm() {
      isCalm = true
    },
    takeKey(good) {
      isGood = good
    },
    close: provider.close,
  }
}

function openBucket(perSecond: number | null): { take(): boolean } {
  if (perSecond === null) return { take: () => true }
  let tokens = perSecond
  let at = performance.now()
  return {
    take() {
      const now = performance.now()
      tokens = Math.min(perSecond, tokens + ((now - at) / 1000) * perSecond)
      at = now
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}

/** What happens to the first requests for a mail, by its receiver and subject: nothing, mostly. */
function writeScript(seed: number, { body }: ReceivedRequest, flawed: number): (keyof typeof behaviours)[] {
  const { to, subject } = body as { to: string; subject: string }
  const chance = seeded(seed ^ Number.parseInt(hashBytes(`${to}\n${subject}`).slice(0, 8), 16))
  const names = Object.keys(behaviours) as (keyof typeof behaviours)[]
  const script: (keyof typeof behaviours)[] = []
  while (script.length < 3 && chance() < flawed) script.push(names[Math.floor(chance() * names.length)] ?? 'broken')
  return script
}
