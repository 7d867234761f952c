import { readEmail } from '@baton/server/email-domain'
import { mailboxOf } from '@baton/server/mail-limits'
import { expect, test } from 'vitest'

test.each([
  ['zoe@fabrikam.example', 'zoe@fabrikam.example'],
  ['zoe+1@fabrikam.example', 'zoe@fabrikam.example'],
  ['Zoe+a+b@Fabrikam.example ', 'zoe@fabrikam.example'],
  ['zoe.q@fabrikam.example', 'zoe.q@fabrikam.example'], // a dot is somebody else, but for a few
  ['z.o.e+news@gmail.com', 'zoe@gmail.com'],
  ['zoe@googlemail.com', 'zoe@gmail.com'],
  ['..@gmail.com', '..@gmail.com'],
  ['z.o-e_q+news@pm.me', 'zoeq@proton.me'],
  ['zoeq@protonmail.com', 'zoeq@proton.me'],
  ['zoeq@protonmail.ch', 'zoeq@proton.me'],
  ['zoe.q@ya.ru', 'zoe-q@yandex.com'], // a dot is a hyphen there, and not nothing
  ['zoe-q+1@yandex.kz', 'zoe-q@yandex.com'],
  ['zoeq@yandex.ru', 'zoeq@yandex.com'],
  ['zoe@me.com', 'zoe@icloud.com'],
  ['zoe+1@mac.com', 'zoe@icloud.com'],
  ['zoe.q@icloud.com', 'zoe.q@icloud.com'],
  ['anything@zoe.fastmail.com', 'zoe@fastmail.com'],
  ['any+thing@zoe.fastmail.fm', 'zoe@fastmail.fm'],
  ['zoe+1@fastmail.com', 'zoe@fastmail.com'],
  ['zoe@a.b.fastmail.com', 'zoe@a.b.fastmail.com'],
  ['zoe@mail.fabrikam.example', 'zoe@mail.fabrikam.example'], // who is behind a company’s subdomain nobody knows
  ['z.o.e@notgmail.com', 'z.o.e@notgmail.com'],
  ['+1@fabrikam.example', '+1@fabrikam.example'], // nothing would be left
  ['zoe+1@bücher.example', 'zoe@xn--bcher-kva.example'],
  ['zoe-1@fabrikam.example', 'zoe-1@fabrikam.example'], // a double name more often than a second address
])('%s is counted as %s', (address, mailbox) => expect(mailboxOf(readEmail(address))).toBe(mailbox))
