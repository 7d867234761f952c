import { z } from 'zod'
import type { Config } from '../config.ts'
import { type Answered, ask } from './ask.ts'
import { broken, type Finding, look, ok } from './finding.ts'

const refusal = z.object({ name: z.string() })
const domains = z.object({ data: z.array(z.object({ name: z.string(), status: z.string() })) })
const webhooks = z.object({ data: z.array(z.object({ endpoint: z.string(), status: z.string().optional() })) })

type ResendConfig = Pick<Config, 'publicBaseUrl' | 'resendWebhookSecret'> & { mail: Extract<Config['mail'], { kind: 'resend' }> }

/** Whether Resend takes the key and the sender's domain, and knows where to tell of mails. Sends nothing. */
export async function checkResend(config: ResendConfig, domain: string): Promise<Finding[]> {
  const { apiKey, baseUrl } = config.mail
  const api = baseUrl ?? 'https://api.resend.com'
  const listed = await ask(`${api}/domains`, apiKey)
  const key = checkKey(listed)
  if (key.state === 'broken' || listed?.status !== 200) return [key, checkWebhookSecret(config)]
  return [key, checkDomain(listed, domain), checkWebhook(config, await ask(`${api}/webhooks`, apiKey))]
}

function checkKey(answered: Answered | null): Finding {
  if (!answered) return look('mail key', 'Could not look: Resend did not answer.', 'See that this machine reaches api.resend.com.')
  const { status, body } = answered
  const name = refusal.safeParse(body).data?.name
  if (status === 200) return ok('mail key', 'Resend takes RESEND_API_KEY. One that may only send would be enough.')
  if (name === 'restricted_api_key')
    return ok('mail key', 'Resend takes RESEND_API_KEY, which may only send, as it should; so its domains cannot be looked at.')
  if (status === 400 || status === 401 || status === 403)
    return broken(
      'mail key',
      `Resend does not take RESEND_API_KEY: ${name ?? status}. No mail goes out.`,
      'Make another key at resend.com/api-keys and set RESEND_API_KEY.',
    )
  return look('mail key', `Could not look: Resend answered ${status}.`, 'Try again in a while.')
}

function checkDomain(listed: Answered, domain: string): Finding {
  const found = domains.safeParse(listed.body).data?.data.find(one => one.name.toLowerCase() === domain)
  if (found?.status === 'verified') return ok('mail domain', `Resend has verified ${domain}.`)
  const todo = `Add ${domain} at resend.com/domains and put the records it shows into DNS; or set MAIL_FROM to a domain that is verified.`
  return broken(
    'mail domain',
    found ? `Resend has not verified ${domain} yet: ${found.status}.` : `Resend does not know ${domain}, the domain of MAIL_FROM.`,
    todo,
  )
}

function checkWebhookSecret({ resendWebhookSecret, publicBaseUrl }: ResendConfig): Finding {
  if (resendWebhookSecret !== null) return ok('mail webhook', 'RESEND_WEBHOOK_SECRET is set.')
  const todo = `Add a webhook for ${publicBaseUrl}/v1/webhooks/resend at resend.com/webhooks, and set RESEND_WEBHOOK_SECRET.`
  return look('mail webhook', 'RESEND_WEBHOOK_SECRET is not set: nobody hears of mails that bounced.', todo)
}

function checkWebhook(config: ResendConfig, answered: Answered | null): Finding {
  const secret = checkWebhookSecret(config)
  const known = answered?.status === 200 ? webhooks.safeParse(answered.body).data?.data : undefined
  if (secret.state !== 'ok' || !known) return secret
  const address = `${config.publicBaseUrl}/v1/webhooks/resend`
  const ours = known.find(({ endpoint }) => endpoint === address)
  if (!ours) return look('mail webhook', `Resend has no webhook for ${address}.`, 'Add it at resend.com/webhooks.')
  if (ours.status === 'disabled') return broken('mail webhook', `Resend has stopped its webhook for ${address}.`, 'Enable it again at resend.com/webhooks.')
  return ok('mail webhook', 'Resend tells what becomes of mails.')
}
