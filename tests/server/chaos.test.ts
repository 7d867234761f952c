import { expect, test } from 'vitest'
import { openHistory } from '../chaos/history.ts'
import { storm } from '../chaos/storm.ts'

/** A slice of `pnpm chaos`, which takes ten minutes: the same program, with less of everything. */
test('no lead is lost, none is assigned or written to twice, while replicas and PostgreSQL are killed and the mail provider does everything wrong', async () => {
  const recorder = openHistory('slice')
  const { figures, violations } = await storm({
    size: { seed: 20_261_123, submissions: 120, replicaKills: 8, databaseKills: 1 },
    capacities: { finn: { open: 6 }, gus: { perDay: 5 }, hana: { open: 7, perDay: 4 }, ivo: { open: 3 } },
    recorder,
    hurried: true,
  })
  expect(violations, recorder.file).toEqual([])
  expect(figures).toMatchObject({ submissions: 120, 'replica kills': 10, 'database kills': 1 })
  expect(figures.acknowledgements).toBeGreaterThanOrEqual(240)
}, 120_000)
