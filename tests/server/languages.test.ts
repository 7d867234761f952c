import type { SubmissionReply } from '@baton/shared/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersOf, salesPlaybook, salesRoster } from '../support/sales-team.ts'
import { startServer, type TestServer } from '../support/test-server.ts'

const forms = salesPlaybook.forms.map(form => ({ ...form, locales: { ar: { title: 'تحدّث إلى فريق المبيعات' } } }))

let server: TestServer
beforeAll(async () => {
  server = await startServer({ playbook: { ...salesPlaybook, forms }, roster: salesRoster })
})
afterAll(() => server.close())

async function handedOver(locale: string) {
  const { reply } = await server.submit(answersOf({ country: 'DE' }), { locale, timeZone: 'Africa/Cairo' })
  const { token, message } = reply as Extract<SubmissionReply, { outcome: 'assigned' }> // Germany has a rep
  const { body } = await server.read('/mailbox.json')
  const mail = body.filter(({ kind, text }: { kind: string; text: string }) => kind === 'visitor-mail' && text.includes(token))[0]
  return { message, mail, page: await (await fetch(`${server.url}/h/${token}`)).text() }
}

test('reply, mail and page are in the language the form was shown in, from right to left where it runs so', async () => {
  const { message, mail, page } = await handedOver('ar-SA')
  expect(message.heading).toContain('جهة اتصالكم')
  expect(mail).toMatchObject({ subject: expect.stringContaining('جهة اتصالكم لدى'), from: expect.stringMatching(/(Ana Lindqvist|Ben Okoro) - /) })
  expect(mail.html).toContain('<html lang="ar-SA" dir="rtl"')
  expect(page).toContain('<html lang="ar-SA" dir="rtl">')
  for (const shown of [mail.text, mail.html, page]) expect(shown).toContain('تحدّث إلى فريق المبيعات')
})

test('a language that the form does not have is not spoken, whatever a client says', async () => {
  const { message, mail, page } = await handedOver('fr')
  expect(message.heading).toMatch(/^(Ana|Ben) is your person$/)
  expect([mail.from, mail.html, page]).toEqual([
    expect.stringMatching(/(Ana Lindqvist|Ben Okoro) via /),
    expect.stringContaining('<html lang="en" dir="ltr"'),
    expect.stringContaining('<html lang="en" dir="ltr">'),
  ])
})

test.each([
  ['pl-PL,en;q=0.8', '<html lang="pl-PL" dir="ltr">', 'Pod tym adresem nic nie ma'],
  ['sv, ar;q=0.5', '<html lang="ar" dir="rtl">', 'لا يوجد شيء في هذا العنوان'],
  ['sv', '<html lang="en" dir="ltr">', 'There is nothing at this address'],
])('who follows a dead link with %s is told so in their language', async (language, opening, heading) => {
  const answer = await fetch(`${server.url}/h/${'x'.repeat(24)}`, { headers: { 'accept-language': language } })
  const page = await answer.text()
  expect([answer.status, page]).toEqual([404, expect.stringContaining(opening)])
  expect(page).toContain(heading)
})
