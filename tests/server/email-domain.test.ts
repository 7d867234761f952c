import { readEmail } from '@baton/server/email-domain'
import { expect, test } from 'vitest'

test.each([
  ['zoe@contoso.com', 'work', 'contoso.com'],
  [' Zoe@Mail.Contoso.co.UK ', 'work', 'contoso.co.uk'],
  ['zoe@gmail.com', 'free', null],
  ['info@gmail.com', 'free', null],
  ['zoe@hey.com', 'free', null],
  ['zoe@mailinator.com', 'disposable', null],
  ['sales@contoso.com', 'role', 'contoso.com'],
  ['sales+demo@contoso.com', 'role', 'contoso.com'],
  ['zoe@notgmail.com', 'work', 'notgmail.com'],
  ['zoe@acme.uk.com', 'work', 'acme.uk.com'],
  ['zoe@müller.de', 'work', 'xn--mller-kva.de'],
  ['zoe@xn--mller-kva.de', 'work', 'xn--mller-kva.de'],
])('%s is %s mail; its company is found by %s', (address, kind, companyDomain) => {
  expect(readEmail(address)).toMatchObject({ kind, companyDomain })
})

test('an address is kept trimmed, in NFC and lower case, so that one person is one lead', () => {
  expect(readEmail(' ZOE\u0308@Contoso.com').address).toBe('zoë@contoso.com')
})
