import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import { buildForTests } from '../support/build-for-tests.ts'
import { seeded } from '../support/seeded.ts'
import type { Recorder } from './history.ts'
import * as invariants from './invariants.ts'
import { planSubmission } from './plan.ts'
import { readStored } from './read-stored.ts'
import { settle } from './settle.ts'
import type { Verdict } from './verdict.ts'
import { startWorld, type World } from './world.ts'

/** In the process, in the order in which a handoff gets there. */
const inProcess = ['before-begin', 'after-decision', 'after-commit', 'after-send', 'after-mark', 'before-reply']
/** Inside the statement that saves a handoff. */
const inDatabase = { 'after-submission': 'after insert on submissions', 'before-commit': 'after insert on decisions deferrable initially deferred' }

const actions = ['kill', 'throw', 'hang']
const requests = 24
const builtWithPoints = 'tests/chaos/dist'

/** A handoff is cut off at each of its steps, in each way, and its visitor asks again. */
export async function crashPoints({ seed, recorder }: { seed: number; recorder: Recorder }): Promise<Verdict> {
  await buildForTests('server/src/main.ts', builtWithPoints)
  const points = [...inProcess, ...Object.keys(inDatabase)]
  const left = [...points]
  const violations: string[] = []
  let cut = 0
  const tryNext = async () => {
    for (let point = left.shift(); point; point = left.shift()) {
      const found = await tryPoint(point, seed, recorder.beside()).catch(error => ({
        cut: 1,
        violations: [error instanceof Error ? error.message : String(error)],
      }))
      cut += found.cut
      violations.push(...found.violations.map(said => `${point}: ${said}`))
      if (found.cut === 0) violations.push(`${point}: nothing was cut off there.`)
    }
  }
  await Promise.all([tryNext(), tryNext()])
  return { figures: { points: points.length, 'ways each': actions.length, 'handoffs each': requests, 'cut off': cut }, violations }
}

/** Three replicas that are cut off there, one in each way, and one that is not; or four of those on a database that is. */
async function tryPoint(point: string, seed: number, recorder: Recorder): Promise<{ cut: number; violations: string[] }> {
  const faulty = inProcess.includes(point) ? actions.map(action => ({ BATON_CRASH: `${point}:${action}` })) : []
  const replicas = [{}, ...faulty]
  const world = await startWorld({ seed, recorder, flawed: 0, replicas, program: join(findRoot(), builtWithPoints, 'main.js') })
  try {
    if (faulty.length === 0) await cutInDatabase(world, inDatabase[point as keyof typeof inDatabase])
    const chance = seeded(seed)
    const submissions = Array.from({ length: requests }, (_, place) => planSubmission(chance, place))
    await Promise.all(submissions.map(submission => world.client.submit(submission)))
    for (const index of faulty.keys()) await world.fleet.retire(index + 1)
    await settle(world, true)
    const stored = await readStored(world.sql)
    for (const submission of submissions) await world.client.submit(submission)
    const history = { events: recorder.events, stored }
    const checks = [
      invariants.nothingLost,
      invariants.assignedOnce,
      invariants.exactShares,
      invariants.capacityKept({}),
      invariants.mailedOnce,
      invariants.nothingOwed,
      invariants.sameReplies,
    ]
    const cut = history.events.filter(event => event.kind === 'ended' || event.kind === 'unanswered').length
    return { cut, violations: checks.flatMap(check => check(history)) }
  } finally {
    await world.close()
  }
}

/** The first twelve to get there are cut off, in each way in turn. A sequence counts them: it stays where it is when the rest is undone. */
async function cutInDatabase({ sql }: World, when: string): Promise<void> {
  await sql.unsafe(`
    create sequence cut_off;
    create function cut_off() returns trigger language plpgsql security definer as $$
    declare
      turn constant bigint := nextval('cut_off');
    begin
      if turn > 12 then return null; end if;
      if turn % 3 = 0 then perform pg_terminate_backend(pg_backend_pid()); end if;
      if turn % 3 = 1 then raise exception 'On purpose.'; end if;
      perform pg_sleep(4);
      return null;
    end $$;
    create ${when.includes('deferr') ? 'constraint' : ''} trigger cut_off ${when} for each row execute function cut_off();`)
}
