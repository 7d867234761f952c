import type { AnswerValue, Question } from '@baton/shared/form'
import { fill } from '@baton/shared/words/fill'
import type { SendingWords } from '@baton/shared/words/words'

/** Where most people have their own mailboxes. */
const mailboxes = [
  ...[
    'gmail.com',
    'googlemail.com',
    'yahoo.com',
    'yahoo.co.uk',
    'yahoo.fr',
    'hotmail.com',
    'hotmail.co.uk',
    'hotmail.fr',
    'outlook.com',
    'live.com',
    'msn.com',
  ],
  ...['icloud.com', 'me.com', 'aol.com', 'gmx.de', 'gmx.net', 'web.de', 't-online.de', 'freenet.de', 'orange.fr', 'free.fr', 'wanadoo.fr', 'laposte.net'],
  ...[
    'libero.it',
    'virgilio.it',
    'wp.pl',
    'o2.pl',
    'onet.pl',
    'interia.pl',
    'ziggo.nl',
    'kpnmail.nl',
    'uol.com.br',
    'bol.com.br',
    'proton.me',
    'protonmail.com',
  ],
  ...['yandex.ru', 'mail.ru', 'qq.com', '163.com'],
]

/** What is probably not meant: nothing is wrong with such an address, so it is asked about once. */
export function doubtOf(question: Question, answer: AnswerValue | undefined, words: SendingWords): string | null {
  if (question.kind !== 'email' || typeof answer !== 'string') return null
  const address = suggestAddress(answer)
  if (address) return fill(words.didYouMean, { address })
  return question.workAddress && mailboxes.includes(domainOf(answer)) ? words.workAddress : null
}

/** The address somebody meant who is one slip of a key away from a well-known domain, or wrote ".con". */
export function suggestAddress(written: string): string | null {
  const domain = domainOf(written)
  if (!domain || mailboxes.includes(domain)) return null
  const meant = mailboxes.find(known => isOneSlip(domain, known)) ?? domain.replace(/\.(con|cmo|ocm|vom|xom|comm|coom)$/, '.com')
  return meant === domain ? null : written.trim().slice(0, -domain.length) + meant
}

function domainOf(address: string): string {
  return address.trim().toLowerCase().split('@')[1] ?? ''
}

/** One character left out, doubled, changed, or two swapped. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return (
    restA.slice(1) === restB || // one too many
    restA === restB.slice(1) || // one too few
    restA.slice(1) === restB.slice(1) || // another
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2)) // two swapped
  )
}
