import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startPostgres } from '../support/postgres-server.ts'
import { type Measured, sendLoad } from './load.ts'
import { callFloor, floors, httpServer, instantServer, mailboxServer, type Server, slowMs, slowServer, startServers, stopServers } from './servers.ts'
import { checkHotShares, countStored } from './verify.ts'
import { hotTeam, teams } from './workspace.ts'

export const handoffHelp = `  Whole handoffs over HTTP on a PostgreSQL of its own (defaults, fsync on), next to a server that writes one row, one that
  writes five in an awaited transaction, and one that only makes a handoff's three calls. Needs a build. Load comes from this process, on the same cores.
  --seconds <n>   length of one slice, about (1)
  --rounds <n>    how often each is measured, in turns (4); ratios are medians over the rounds, each within its own
  --only <word>   of the Baton servers, only those whose name has it (mailbox, instant, hot, HTTP, 50)
  --profile <dir> writes a CPU profile of the instant server there
`

interface Series {
  label: string
  server: Server
  connections: number
  team(turn: number): string
  rounds: Measured[]
}

const many = (turn: number) => teams[turn % teams.length] ?? ''
const hot = () => hotTeam

/** Measures, checks after every slice that what was acknowledged is stored, and prints the table. */
export async function measureHandoff(words: string[]): Promise<void> {
  const { seconds, rounds, only, profile } = readOptions(words)
  const database = await startPostgres()
  let servers: Server[] = []
  try {
    servers = await startServers(database.url, profile)
    const series = listSeries(servers).filter(({ label }) => isFloor(label) || label.includes(only))
    for (const one of series) await measure(one, 0.5 * seconds) // warm: compiled, connected, rates known
    for (const { server } of series) if (server.name !== callFloor) await server.sql`analyze` // as autovacuum does within a minute; until then plans are made blindly
    for (let round = 0; round < rounds; round++) {
      for (const index of series.keys()) {
        const one = series[(index + round) % series.length] as Series // within
        one.rounds.push(await measure(one, seconds))
        process.stderr.write('.')
      }
    }
    process.stderr.write('\n')
    for (const { server, team } of series) if (team === hot) console.log(`${await checkHotShares(server)} turns of the hot pool, exact after each one.`)
    print(series, `${seconds} s × ${rounds} rounds`)
  } finally {
    await stopServers(servers)
    await database.stop()
  }
}

const isFloor = (label: string) => floors.includes(label)

function readOptions(words: string[]) {
  const { values } = parseArgs({
    args: words,
    options: { seconds: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' }, profile: { type: 'string' } },
  })
  const positive = (name: 'seconds' | 'rounds', otherwise: number) => {
    const value = Number(values[name] ?? otherwise)
    if (!(value > 0)) throw new Error(`--${name} is “${values[name]}”. Write a number above 0.`)
    return value
  }
  return { seconds: positive('seconds', 1), rounds: Math.ceil(positive('rounds', 4)), only: values.only ?? '', profile: values.profile ?? null }
}

function listSeries(servers: Server[]): Series[] {
  const named = (name: string) => servers.find(server => server.name === name) as Server // all were started
  const both = [...floors, mailboxServer, instantServer, httpServer, slowServer].flatMap(name =>
    [1, 16].map(connections => ({ label: name, server: named(name), connections, team: many, rounds: [] as Measured[] })),
  )
  return [...both, { label: `${instantServer}, one hot pool`, server: named(instantServer), connections: 16, team: hot, rounds: [] }]
}

const rates = new Map<Series, number>()
const acknowledged = new Map<Server, number>()

/** One slice of about so long: as many requests as the rate before promises, all of them answered. */
async function measure(series: Series, seconds: number): Promise<Measured> {
  const { server, connections, team } = series
  const amount = Math.max(10 * connections, Math.round((rates.get(series) ?? 0) * seconds))
  const measured = await sendLoad({ url: server.address, connections, amount, team })
  rates.set(series, measured.perSecond)
  const due = (acknowledged.get(server) ?? 0) + amount - measured.bad
  acknowledged.set(server, due)
  const stored = await countStored(server)
  if (measured.bad > 0 || (stored !== null && stored !== due))
    throw new Error(`${series.label}: ${stored} leads are stored, ${due} were acknowledged, ${measured.bad} refused.\n${server.process.output().slice(-2000)}`)
  return measured
}

function print(series: Series[], how: string): void {
  const rows = series.map(one => {
    const against = (floor: string) => {
      const base = series.find(({ label, connections }) => label === floor && connections === one.connections)
      return median(one.rounds.map((round, index) => round.perSecond / (base?.rounds[index]?.perSecond ?? Number.NaN))).toFixed(3)
    }
    const middle = (read: (round: Measured) => number) => median(one.rounds.map(read))
    return {
      server: one.label,
      connections: one.connections,
      'per second': Math.round(middle(({ perSecond }) => perSecond)),
      'p50 ms': Number(middle(({ p50 }) => p50).toFixed(2)),
      'p99 ms': Number(middle(({ p99 }) => p99).toFixed(2)),
      '÷ one-insert': against('one-insert'),
      '÷ five-statements': against('five-statements'),
      '÷ three-calls': against(callFloor),
    }
  })
  console.table(rows)
  const slow = rows.find(({ server, connections }) => server === slowServer && connections === 1)
  if (slow) console.log(`With providers that take ${slowMs} ms each, a reply takes ${(slow['p50 ms'] / slowMs).toFixed(2)} times that.`)
  console.log(`node ${process.version}, ${how}, medians; load ${loadavg()[0]?.toFixed(1)}. Every acknowledged submission is stored, with both its mails sent.`)
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
