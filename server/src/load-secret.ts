import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, ConfigError } from './config.ts'
import type { Database } from './db/connect.ts'
import { keepSecret } from './db/keep-secret.ts'

/**
 * BATON_SECRET; without it one that is made once and kept: beside the embedded database, or in PostgreSQL, where every replica finds
 * the same one. Throws a ConfigError when the file beside the database holds something else.
 */
export async function loadSecret({ secret, database }: Pick<Config, 'secret' | 'database'>, db: Database): Promise<string> {
  if (secret !== null) return secret
  const fresh = randomBytes(32).toString('base64url')
  return database.kind === 'postgres' ? keepSecret(db, 'baton', fresh) : keepFile(join(database.folder, 'secret'), fresh)
}

/** The folder is locked by now: nobody else makes one at the same time. */
function keepFile(file: string, fresh: string): string {
  try {
    writeFileSync(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' })
    return fresh
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length < 32) throw new ConfigError(`${file} does not hold a secret. Delete it, and a new one is made.`)
  return kept
}
