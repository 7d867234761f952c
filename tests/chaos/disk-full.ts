import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded } from '../support/seeded.ts'
import type { Recorder } from './history.ts'
import * as invariants from './invariants.ts'
import { planSubmission } from './plan.ts'
import { readStored } from './read-stored.ts'
import type { Verdict } from './verdict.ts'
import { startWorld } from './world.ts'

const folderSize = '160m'
const requests = 200

/** The disk below PostgreSQL is full: who is told 2xx then is stored too, and once there is room and it runs again, all are. */
export async function diskFull({ seed, recorder }: { seed: number; recorder: Recorder }): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-chaos-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${folderSize}`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmdirSync(folder)
    return {
      figures: {},
      violations: [],
      skipped: `no file system of a given size can be mounted here: ${error instanceof Error ? error.message.trim() : error}`,
    }
  }
  const unmount = () => {
    execFileSync('umount', ['--lazy', folder]) // also while PostgreSQL is still ending
    rmdirSync(folder)
  }
  process.once('exit', unmount)
  try {
    chmodSync(folder, 0o755)
    return await fill(seed, folder, recorder)
  } finally {
    process.off('exit', unmount)
    unmount()
  }
}

async function fill(seed: number, folder: string, recorder: Recorder): Promise<Verdict> {
  const world = await startWorld({ seed, recorder, flawed: 0, folder })
  try {
    const chance = seeded(seed)
    const submissions = Array.from({ length: requests }, (_, place) => planSubmission(chance, place))
    for (const submission of submissions.slice(0, 20)) await world.client.submit(submission)
    const ballast = join(folder, 'ballast')
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'], { stdio: 'ignore' }) // ends when there is no room
    const statuses: (number | null)[] = []
    for (const submission of submissions.slice(20)) statuses.push(await world.client.askOnce(submission))
    rmSync(ballast)
    await world.database.crash() // without room for its log it ends, and does not come back by itself
    const stored = await readStored(world.sql)
    const whileFull = { events: [...recorder.events], stored }
    await Promise.all(submissions.map(submission => world.client.submit(submission)))
    const afterwards = { events: recorder.events, stored: await readStored(world.sql) }
    const refused = statuses.filter(status => status === 503).length
    return {
      figures: { 'requests while it was full': statuses.length, refused, stored: afterwards.stored.submissions.length },
      violations: [
        ...(refused > 0 ? [] : ['The disk was never full.']),
        ...invariants.nothingLost(whileFull),
        ...[invariants.nothingLost, invariants.assignedOnce, invariants.exactShares, invariants.sameReplies, invariants.honestFailures].flatMap(check =>
          check(afterwards),
        ),
      ],
    }
  } finally {
    await world.close()
  }
}
