import { randomUUID } from 'node:crypto'
import { fillTemplate, joinTemplate, openTemplate } from '@baton/server/filled-template'
import { html } from '@baton/server/pages/html'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { startFakeProvider } from '../support/fake-provider.ts'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { sendDue } from '../support/send-due.ts'
import { startServer } from '../support/test-server.ts'

describe('a filled template', () => {
  it('is joined once: a value that looks like a hole stays text', () => {
    const template = openTemplate('<b>{{a}}</b>{{b}}{{a}}')
    const { values } = fillTemplate(template, { a: '{{b}} $& <', b: html`<i>{{a}}</i>` })
    expect(joinTemplate(template, values)).toBe('<b>{{b}} $&amp; &lt;</b><i>{{a}}</i>{{b}} $&amp; &lt;')
  })

  it('has no hole that nothing fills', () => {
    expect(() => fillTemplate(openTemplate('{{missing}}'), {})).toThrow('{{missing}}')
    expect(() => fillTemplate(openTemplate('{{toString}}'), {})).toThrow('{{toString}}')
  })
})

it('is joined by what the version had that filled it', async () => {
  const resend = await startFakeProvider(() => ({ status: 200, body: { id: randomUUID() } }))
  const server = await startServer({
    playbook: salesPlaybook,
    roster: salesRoster,
    environment: { RESEND_API_KEY: 're_test', RESEND_BASE_URL: resend.url, MAIL_PER_SECOND: '1000' },
  })
  try {
    await server.submit(answersOf({ country: 'DE' }))
    const elders = openTemplate('<p>{{subject}}</p> by an elder version')
    await server.db.execute(sql`insert into mail_templates values (${elders.hash}, ${elders.text})`)
    await server.db.execute(
      sql`update deliveries set state = 'owed', due_at = now(), mail = jsonb_set(mail, '{html,template}', to_jsonb(${elders.hash}::text)) where kind = 'rep-mail'`,
    )
    const before = resend.requests.length
    await sendDue(server.desk)
    const [sent] = resend.requests.slice(before)
    expect(sent?.body).toMatchObject({ html: expect.stringMatching(/^<p>New lead .*<\/p> by an elder version$/) })
  } finally {
    await server.close()
    await resend.close()
  }
})
