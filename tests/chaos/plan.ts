import { seeded } from '../support/seeded.ts'
import { type Team, teams } from './team.ts'

/** How much there is of everything. */
export interface Size {
  seed: number
  submissions: number
  replicaKills: number
  databaseKills: number
}

export interface PlannedSubmission {
  id: string
  answers: { email: string; name: string; team: Team }
  /** It is sent to two replicas at once. */
  twin: boolean
}

export type Fault = { kind: 'kill-replica' } | { kind: 'kill-database' } | { kind: 'refuse-key' } | { kind: 'accept-key' }

/** Submissions that are sent together, and what happens how long after that. */
export interface Step {
  submissions: PlannedSubmission[]
  fault: Fault
  afterMs: number
  /** From 0 to 1: which of the replicas that are ready it hits. */
  whom: number
}

const longestMs = 250

/** The schedule of a storm. Pure: the same size and seed give the same one. Of ten people one writes again. */
export function planStorm({ seed, submissions, replicaKills, databaseKills }: Size): Step[] {
  const chance = seeded(seed)
  const faults = listFaults(replicaKills, databaseKills)
  const perStep = submissions / faults.length
  let planned = 0
  return faults.map((fault, index) => {
    const until = Math.round((index + 1) * perStep)
    const together: PlannedSubmission[] = []
    const rush = index % 4 === 3 // where capacity runs out, it does so for many at once
    for (; planned < until; planned++) together.push(planSubmission(chance, planned, { rush }))
    return { submissions: together, fault, afterMs: Math.round(chance() * longestMs), whom: chance() }
  })
}

/** Kills of the database, and two spells in which the provider takes no key, evenly among those of replicas. The last is a replica's. */
function listFaults(replicaKills: number, databaseKills: number): Fault[] {
  const faults: Fault[] = Array.from({ length: replicaKills }, () => ({ kind: 'kill-replica' }))
  const spread = (kind: 'kill-database' | 'refuse-key', count: number) => {
    for (let place = 1; place <= count; place++) {
      const at = Math.floor((place * faults.length) / (count + 1))
      const spell: Fault[] = kind === 'refuse-key' ? [{ kind }, { kind: 'kill-replica' }, { kind: 'accept-key' }] : [{ kind }]
      faults.splice(at, 0, ...spell)
    }
  }
  spread('kill-database', databaseKills)
  spread('refuse-key', 2)
  return faults
}

/** The visitor at this place, counted from 0; `returning` of them were there before. In a `rush` they want those whose capacity runs out. */
export function planSubmission(chance: () => number, place: number, { rush = false, returning = 0.1 } = {}): PlannedSubmission {
  const among = rush ? teams.slice(2) : teams.slice(0, 2)
  const again = place > 20 && chance() < returning
  const person = again ? Math.floor(chance() * place) : place
  return {
    id: planId(chance),
    answers: {
      email: `person${person}@company${person}.example`,
      name: `Zoë Ångström ${place}`,
      team: among[Math.floor(chance() * among.length)] ?? 'pair',
    },
    twin: chance() < 0.05,
  }
}

/** A UUID, as a browser would mint it. */
function planId(chance: () => number): string {
  const hex = Array.from({ length: 32 }, (_, place) =>
    (place === 12 ? 4 : place === 16 ? 8 + Math.floor(chance() * 4) : Math.floor(chance() * 16)).toString(16),
  ).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
