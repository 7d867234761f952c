import { expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer } from '../support/test-server.ts'

test('a stopping server answers what is under way, and does not wait for the connection to fall idle', { timeout: 40_000 }, async () => {
  const server = await startServer({ database: 'pglite', playbook: salesPlaybook, roster: salesRoster })
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  let asked = 0
  server.desk.effects.mailer = {
    async send() {
      asked++
      await held
      return { outcome: 'sent', providerId: null }
    },
  }
  await fetch(`${server.url}/livez`) // a connection that is kept alive
  const submitted = server.submit(answersOf())
  await eventually(() => asked > 0, { what: 'The first mail' })
  const closed = server.close()
  await eventually(
    () =>
      fetch(`${server.url}/livez`).then(
        () => false,
        () => true,
      ),
    { what: 'The end of listening' },
  )
  release()
  expect(await submitted).toMatchObject({ status: 201 })
  await closed // 72 seconds where the connection is left to itself
})
