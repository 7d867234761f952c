import { createHash, timingSafeEqual } from 'node:crypto'
import { BatonError } from '@baton/shared/errors'
import type { FastifyRequest } from 'fastify'
import { isLoopback } from './config.ts'
import { findFirstWorkspace, findKeyWorkspace } from './db/workspaces.ts'
import type { Desk } from './desk.ts'

/** The workspace whose data a request may see, by its API key. Throws `unauthorized`. */
export async function authorize(desk: Desk, request: FastifyRequest): Promise<string> {
  // A browser adds what was typed into its sign-in box also where another site asks: that is for reading only.
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const key = readKey(request.headers.authorization, reads)
  const workspaceId = key === null ? null : await workspaceOf(desk, key)
  if (workspaceId === null) throw new BatonError('unauthorized')
  return workspaceId
}

/** The same for pages a person opens: the demo on this machine shows them to whoever is at it. */
export async function authorizePage(desk: Desk, request: FastifyRequest): Promise<string> {
  if (!isDemoHere(desk, request)) return authorize(desk, request)
  const workspaceId = await findFirstWorkspace(desk.store.deployment)
  if (workspaceId === null) throw new BatonError('not_found')
  return workspaceId
}

/**
 * The demo on this machine, reached as such: a proxy in front of it, or a name of somebody else's that leads here, does not count.
 */
function isDemoHere({ config }: Desk, request: FastifyRequest): boolean {
  return config.demo && isLoopback(config.host) && isLoopback(new URL(config.publicBaseUrl).hostname) && isLoopback(request.hostname)
}

/** "Bearer <key>", or a browser's sign-in box with the key as the password. */
function readKey(header: string | undefined, basic: boolean): string | null {
  const [, scheme = '', value = ''] = /^(Bearer|Basic) +(\S+) *$/i.exec(header ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic' || !basic) return null
  return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':') || null
}

async function workspaceOf(desk: Desk, key: string): Promise<string | null> {
  const { adminKey } = desk.config
  if (adminKey !== null && timingSafeEqual(digest(key), digest(adminKey))) return findFirstWorkspace(desk.store.deployment)
  return findKeyWorkspace(desk.store.deployment, hashKey(key))
}

/** API keys are 256 random bits: a plain hash is enough to keep them out of a stolen database. */
export function hashKey(key: string): string {
  return digest(key).toString('hex')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
