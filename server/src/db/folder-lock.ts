import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ConfigError } from '../config.ts'

/**
 * Keeps a second process off an embedded database. PGlite has no lock of its own: two writers on one folder opened without an
 * error and 988 of 2,082 acknowledged rows were gone afterwards. The file holds the owner's pid; a dead owner's lock is taken over.
 */
export function lockFolder(folder: string): { release(): void } {
  const path = join(folder, 'lock')
  for (let tries = 0; tries < 3; tries++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' }) // wx: fails when it exists, atomically
      return { release: () => rmSync(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const owner = readOwner(path)
      // Our own pid is somebody else's, who is gone: in a container every process that is started is number 1.
      if (owner !== null && owner !== process.pid && isAlive(owner))
        throw new ConfigError(
          `The data folder ${resolve(folder)} is in use by process ${owner}. Stop that one first, or give this one its own folder: BATON_DATA_DIR=.baton-2.`,
        )
      takeAway(path, owner)
    }
  }
  throw new ConfigError(`The data folder ${resolve(folder)} cannot be locked: another process keeps taking it.`)
}

/** Moved aside and looked at once more: of two that find the same dead lock, the slower must not remove the faster one's new lock. */
function takeAway(path: string, owner: number | null): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return // somebody else was faster
    throw error
  }
  if (readOwner(aside) !== owner) renameSync(aside, path)
  else rmSync(aside, { force: true })
}

function readOwner(path: string): number | null {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null // let go in between
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0) // signal 0 asks and does nothing
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
