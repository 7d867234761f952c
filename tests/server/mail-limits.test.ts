import { readEmail } from '@baton/server/email-domain'
import { mailboxOf } from '@baton/server/mail-limits'
import { expect, test } from 'vitest'

test.each([
  ['zoe@fabrikam.example', 'zoe@fabrikam.example'],
  ['zoe+1@fabrikam.example', 'zoe@fabrikam.example'],
  ['Zoe+a+b@Fabrikam.example ', 'zoe@fabrikam.example'],
  ['zoe.q@fabrikam.example', 'zoe.q@fabrikam.example'], // a dot is somebody else, but for Gmail
  ['z.o.e+news@gmail.com', 'zoe@gmail.com'],
  ['zoe@googlemail.com', 'zoe@gmail.com'],
  ['+1@fabrikam.example', '+1@fabrikam.example'], // nothing would be left
  ['zoe+1@bücher.example', 'zoe@xn--bcher-kva.example'],
  ['zoe-1@fabrikam.example', 'zoe-1@fabrikam.example'], // a double name more often than a second address
])('%s is counted as %s', (address, mailbox) => expect(mailboxOf(readEmail(address))).toBe(mailbox))
