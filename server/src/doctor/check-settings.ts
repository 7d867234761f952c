import { type Config, isLoopback } from '../config.ts'
import { leaseSeconds } from '../db/lease.ts'
import { broken, type Finding, look, ok } from './finding.ts'

/** What the environment alone tells. What is malformed never comes here: it stops the start. */
export function checkSettings(config: Config): Finding[] {
  return [checkAddress(config), checkSecret(config), ...checkPreviousSecret(config), ...checkAdminKey(config), checkAttempts(config), checkRetention(config)]
}

function checkAddress({ publicBaseUrl }: Config): Finding {
  const { protocol, hostname } = new URL(publicBaseUrl)
  if (isLoopback(hostname))
    return look('address', `PUBLIC_BASE_URL is ${publicBaseUrl}, which only this machine reaches.`, 'Set it to where visitors reach Baton.')
  if (protocol === 'https:') return ok('address', `Links begin with ${publicBaseUrl}.`)
  return broken(
    'address',
    `PUBLIC_BASE_URL is ${publicBaseUrl}: pages on https load nothing from it.`,
    'Put HTTPS in front of Baton, and write https:// there.',
  )
}

function checkSecret({ secret, database }: Config): Finding {
  if (secret !== null) return ok('secret', `BATON_SECRET is set, ${secret.length} characters long.`)
  if (database.kind === 'embedded') return ok('secret', 'A secret is made and kept beside the embedded database.')
  const todo = 'Set BATON_SECRET on every process: openssl rand -base64 32'
  return look('secret', 'BATON_SECRET is not set: one is kept in the database, where whoever reads a dump finds it.', todo)
}

function checkPreviousSecret({ previousSecret, secret }: Config): Finding[] {
  if (previousSecret === null) return []
  const name = 'previous secret'
  if (previousSecret === secret) return [look(name, 'BATON_SECRET_PREVIOUS is BATON_SECRET.', 'Leave it out, or write the one before.')]
  return [ok(name, 'Tokens of BATON_SECRET_PREVIOUS are taken. A day after the change nobody needs that any more.')]
}

function checkAdminKey({ adminKey }: Config): Finding[] {
  if (adminKey === null) return []
  if (adminKey.length >= 32) return [ok('admin key', 'BATON_ADMIN_KEY is set.')]
  return [
    broken('admin key', `BATON_ADMIN_KEY has ${adminKey.length} characters: it can be guessed, and opens everything.`, 'Set another: openssl rand -base64 32'),
  ]
}

function checkAttempts({ mailTimeoutMs }: Config): Finding {
  return ok('attempts', `An attempt at a mail ends after ${mailTimeoutMs / 1000} s; it is claimed for ${leaseSeconds} s, more than three times that.`)
}

function checkRetention({ retentionDays }: Config): Finding {
  if (retentionDays === null) return ok('retention', 'People are kept until somebody erases them; RETENTION_DAYS would erase by age.')
  return ok('retention', `Who has not written for ${retentionDays} days is erased.`)
}
