import { z } from 'zod'
import type { Config } from '../config.ts'
import { ask } from './ask.ts'
import { broken, type Finding, look, ok } from './finding.ts'

const me = z.object({ resource: z.object({ uri: z.string(), current_organization: z.string() }) })
const subscriptions = z.object({ collection: z.array(z.object({ callback_url: z.string(), state: z.string() })) })

/** Whether Calendly takes the token, and still tells whatever was subscribed for this server. Books nothing. */
export async function checkCalendly({ calendly, publicBaseUrl }: Pick<Config, 'calendly' | 'publicBaseUrl'>): Promise<Finding[]> {
  if (!calendly) return [ok('calendar', 'CALENDLY_TOKEN is not set: reps are reached by their plain link.')]
  const { baseUrl, token } = calendly
  const user = await ask(`${baseUrl}/users/me`, token)
  if (!user) return [look('calendar', 'Could not look: Calendly did not answer.', 'See that this machine reaches api.calendly.com.')]
  if (user.status === 401)
    return [
      broken(
        'calendar',
        'Calendly does not take CALENDLY_TOKEN: visitors see no times.',
        'Make another token at calendly.com/integrations/api_webhooks and set it.',
      ),
    ]
  // A token needs no right to read users to read times.
  if (user.status === 403) return [ok('calendar', 'Calendly takes CALENDLY_TOKEN, which may not read users; so its webhooks cannot be looked at.')]
  const account = me.safeParse(user.body).data?.resource
  if (user.status !== 200 || !account) return [look('calendar', `Could not look: Calendly answered ${user.status}.`, 'Try again in a while.')]
  return [ok('calendar', 'Calendly takes CALENDLY_TOKEN.'), ...(await checkSubscriptions(calendly, account, publicBaseUrl))]
}

/** Calendly stops a subscription for good after a day of failures, and tells nobody. */
async function checkSubscriptions(
  { baseUrl, token }: NonNullable<Config['calendly']>,
  account: { uri: string; current_organization: string },
  publicBaseUrl: string,
): Promise<Finding[]> {
  const query = new URLSearchParams({ organization: account.current_organization, user: account.uri, scope: 'user', count: '100' })
  const answered = await ask(`${baseUrl}/webhook_subscriptions?${query}`, token)
  const known = answered?.status === 200 ? subscriptions.safeParse(answered.body).data?.collection : undefined
  const ours = known?.filter(({ callback_url }) => callback_url.startsWith(`${publicBaseUrl}/`)) ?? []
  if (ours.length === 0) return []
  if (ours.some(({ state }) => state === 'active')) return [ok('calendar webhook', 'Calendly tells what becomes of bookings.')]
  return [
    broken(
      'calendar webhook',
      'Calendly has stopped its webhook for this server, after a day without an answer.',
      'Delete it and make it again: Calendly never starts it anew.',
    ),
  ]
}
