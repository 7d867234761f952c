import type { EnrichmentSource } from '@baton/server/effects'
import { enrichCompany } from '@baton/server/enrichment'
import { expect, test } from 'vitest'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const source = (name: string, findCompany: EnrichmentSource['findCompany']): EnrichmentSource => ({ name, findCompany })
const hangs = source('hangs', () => new Promise(() => undefined))
const fails = source('fails', async () => {
  throw new Error('quota')
})

test('takes from each source what it knows, the first one winning', async () => {
  const first = source('first', async () => ({ name: 'Contoso' }))
  const second = source('second', async () => ({ name: 'CONTOSO GmbH', employees: 640 }))
  expect(await enrichCompany([first, second], 'contoso.example', 250, log)).toEqual({ name: 'Contoso', employees: 640 })
})

test('goes on without a source that fails, knows nothing or hangs', async () => {
  const nothing = source('nothing', async () => null)
  const knows = source('knows', async () => ({ country: 'DE' }))
  expect(await enrichCompany([fails, hangs, nothing, knows], 'contoso.example', 20, log)).toEqual({ country: 'DE' })
})

test('waits for nobody longer than its budget', async () => {
  const before = performance.now()
  await enrichCompany([hangs], 'contoso.example', 50, log)
  expect(performance.now() - before).toBeLessThan(1000)
})

test('asks nobody about free mail', async () => {
  let asked = 0
  const counts = source('counts', async () => {
    asked += 1
    return {}
  })
  expect(await enrichCompany([counts], null, 250, log)).toEqual({})
  expect(asked).toBe(0)
})
