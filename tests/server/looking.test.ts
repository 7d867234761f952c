import { randomUUID } from 'node:crypto'
import { buildApp } from '@baton/server/app'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRows, wordColumns } from '../support/every-column.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: salesPlaybook, roster: salesRoster })
})
afterAll(() => server.close())

/** Each table's rows: how many, and which transaction wrote or locked one last. */
async function writes(): Promise<unknown> {
  const { db } = server
  const tables = [...new Set((await wordColumns(db)).map(({ table }) => table))]
  return Promise.all(
    tables.map(async table => {
      const name = sql.identifier(table)
      const [row] = await readRows<object>(
        db,
        sql`select count(*)::int as count, max(xmin::text::bigint) as latest, max(xmax::text::bigint) as locked from ${name}`,
      )
      return [table, row]
    }),
  )
}

test('no address changes anything by being looked at, however often: mail scanners open links too', async () => {
  const { reply } = await server.submit(answersOf({ country: 'DE' }))
  await server.submit(answersOf(), { company_website: 'https://trap.example' })
  const leadId = (await server.read('/v1/leads')).body.items[0].id
  const names: Record<string, string> = {
    ':formId': 'demo-request',
    ':token': reply.outcome === 'disqualified' ? '' : reply.token,
    ':id': leadId,
    ':hash': 'x',
    ':file': 'demo-request.js',
  }
  const app = buildApp(server.desk, {
    trustedProxies: [],
    widget: {
      embed: 'void __BATON__',
      later: 'export {}',
      submit: 'export {}',
      result: 'export {}',
      modes: 'export {}',
      work: 'export {}',
      absent: 'void __BATON__',
    },
  })
  await app.ready()
  const addresses = readable(app.printRoutes({ commonPrefix: false }))
  await app.close()
  expect(addresses.length).toBeGreaterThan(14)
  expect(addresses).toContain('/h/:token')
  // What a page is told to ask for is kept beside the reply, once a process.
  await (await fetch(`${server.url}/embed/demo-request.js`)).text()
  await server.desk.background.drain()
  const before = await writes()
  const answered: number[] = []
  for (const address of addresses) {
    const path = address.replace(/:\w+/g, name => names[name] ?? randomUUID())
    for (const method of ['HEAD', 'GET', 'GET'])
      answered.push((await fetch(server.url + path, { method, headers: { authorization: `Bearer ${server.key}` } })).status)
  }
  expect(answered.filter(status => status === 200).length).toBeGreaterThan(24)
  expect(await writes()).toEqual(before)
})

/** The addresses of Fastify's tree that answer GET. */
function readable(tree: string): string[] {
  const path: string[] = []
  return tree.split('\n').flatMap(line => {
    const [, indent = '', name = '', methods = ''] = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \((.*)\))?/.exec(line) ?? []
    if (name === '') return []
    path.length = indent.length / 4
    path.push(name)
    return methods.includes('GET') ? [path.join('')] : []
  })
}
