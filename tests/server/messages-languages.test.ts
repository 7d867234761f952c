import { apart } from '@baton/server/messages/apart'
import { replyMessage } from '@baton/server/messages/reply-message'
import type { HandoffStory } from '@baton/server/messages/story'
import { visitorMail } from '@baton/server/messages/visitor-mail'
import { visitorWords } from '@baton/server/messages/visitor-words/languages'
import { type HandoffView, handoffPage, notFoundPage } from '@baton/server/pages/handoff-page'
import { handoffWords } from '@baton/server/pages/handoff-words/languages'
import { directionOf } from '@baton/shared/locale'
import { languages } from '@baton/shared/words/languages'
import { describe, expect, it } from 'vitest'
import { joined, readHtml, tidy } from './messages-read.ts'
import { disqualifiedStory, queuedStory, tellStory } from './messages-story.ts'

const codes = Object.keys(languages)
const others = codes.filter(code => code !== 'en')

/** What the words may be given: names as they are, one that runs the other way, and nothing where nothing may be known. */
const given = [
  { rep: 'Ana', firstName: 'Zoë', workspace: 'Northlight', formTitle: 'Demo', country: 'X', when: 'Y', own: false },
  { rep: 'أحمد', firstName: 'نور', workspace: 'النور', formTitle: 'تواصل', country: 'X', when: 'Y', own: true },
  { rep: '翔太', firstName: null, workspace: 'A&B', formTitle: '', country: null, when: null, own: false },
]
const zone = { city: 'Berlin', time: 'توقيت' }
const reps = given.map(({ rep }) => rep)
const givenTo: Record<string, unknown[]> = { inZone: ['Y'], zone: [zone], offset: ['UTC+5'], repWrites: reps, calendarShows: reps, replyForTime: reps }

/** Everything that an object of words can say, by the place of each. */
function sayings(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, word]): [string, string][] => {
    if (['language', 'direction', 'gap'].includes(name)) return []
    if (typeof word === 'string') return [[path + name, word]]
    if (typeof word === 'object') return sayings(word, `${path}${name}.`)
    return (givenTo[name] ?? given).map((values): [string, string] => [path + name, word(values, zone)])
  })
}

describe.each(codes)('in %s', code => {
  const said = [...sayings(visitorWords(code)), ...sayings(handoffWords(code))]

  it('every word says something, with nothing missing and nothing left open', () => {
    for (const [name, text] of said) {
      expect([name, text]).toEqual([name, text.trim() === text || name === 'colon' ? expect.stringMatching(/./) : 'without blanks at its ends'])
      expect([name, text]).toEqual([name, expect.not.stringMatching(/\b(undefined|null|object)\b|[{}$]| {2}|['"]|\( ?\)|\.\./)])
    }
  })

  it('marks are those of the language', () => {
    for (const [name, text] of said) {
      if (code === 'fr') expect([name, text]).toEqual([name, expect.not.stringMatching(/[^\u00a0\u202f][?!;:»]( |$)|«[^\u00a0]/)])
      if (code === 'ar') expect([name, text]).toEqual([name, expect.not.stringMatching(/[?,;]/)])
      if (code === 'ja' && name !== 'sender') expect([name, text]).toEqual([name, expect.not.stringMatching(/[.,?!:;() ]/)])
    }
  })
})

it.each(others)('no word of ours is English in %s', code => {
  const said = [...sayings(visitorWords(code)), ...sayings(handoffWords(code))]
  const english = new Map([...sayings(visitorWords('en')), ...sayings(handoffWords('en'))])
  expect(said.filter(([name, text]) => text === english.get(name) && !['colon', 'sender'].includes(name))).toEqual([])
  expect(said.filter(([, text]) => /\b(the|your|time|will|reply)\b/i.test(text))).toEqual([])
})

/** A form that is written in a language, by its owner. */
function inLanguage(story: HandoffStory, code: string): HandoffStory {
  return { ...story, locale: code, form: { ...story.form, locales: { ...story.form.locales, [code]: { title: `Titel-${code}` } } } }
}

const page: HandoffView = {
  workspaceName: 'Northlight',
  rep: { name: 'Ana Lindqvist', title: 'Account Executive', photoUrl: null },
  message: { heading: 'H', body: 'B' },
  slots: [{ startAt: '2026-11-25T14:30:00Z', endAt: '2026-11-25T15:00:00Z' }],
  booking: { kind: 'slots', slots: [], timeZone: 'Europe/Berlin', url: 'https://cal.example/ana' },
  timeZone: 'Asia/Tokyo',
  locale: 'en',
  formTitle: 'T',
}

describe.each(others)('a visitor who was shown the form in %s', code => {
  const tell = (story: HandoffStory) => inLanguage(story, code)
  const write = (story: HandoffStory) => {
    const mail = visitorMail(tell(story))
    if (!mail) throw new Error('No mail was written.')
    return joined(mail)
  }
  const withoutTimes = tellStory()
  const stories = [
    tellStory(),
    queuedStory(),
    queuedStory({ dueAt: null }),
    { ...withoutTimes, rep: withoutTimes.rep && { ...withoutTimes.rep, booking: undefined } },
  ]

  it('reads nothing of ours in English: not in the reply, not in the mail', () => {
    const english = /\b(the|your|time|New York time|will|reply|by|and)\b/i
    for (const story of stories) {
      const { heading, body } = replyMessage(tell(story))
      // The owner's own labels are in English here, and "Account Executive".
      const text = write(story).text.replace(/^.*(Company size|Interested in|When to start|In 1–3 months|http).*$/gm, '')
      for (const said of [heading, body, text]) expect(said).not.toMatch(english)
    }
    expect(replyMessage(tell(disqualifiedStory())).body).not.toMatch(english)
  })

  it('gets a mail that says its language and direction, with the form’s title in it, and keeps to 76 columns', () => {
    const { html, text } = write(tellStory())
    const direction = directionOf(code)
    expect(html).toContain(`<html lang="${code}" dir="${direction}"`)
    expect(html).not.toContain(direction === 'rtl' ? 'direction:ltr' : 'direction:rtl')
    expect(html).not.toContain(direction === 'rtl' ? 'text-align:left' : 'text-align:right')
    for (const words of [readHtml(html).words, tidy(text)]) expect(words).toContain(`Titel-${code}`)
    const width = (line: string) => [...line].reduce((sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1), 0)
    expect(text.split('\n').filter(line => width(line) > 76)).toEqual([])
  })

  it('has a page of their own that says so too, whatever there is to show', () => {
    for (const view of [
      {},
      { slots: [] },
      { rep: null },
      { booking: { kind: 'none' } as const },
      { booking: { kind: 'link', url: 'https://cal.example/ana' } as const },
      { timeZone: 'UTC' },
    ]) {
      const markup = handoffPage({ ...page, ...view, locale: code })
      expect(markup).toContain(`<html lang="${code}" dir="${directionOf(code)}">`)
      expect(readHtml(markup).words).not.toMatch(/\b(the|your|time|times|will|reply|you)\b/i)
    }
    expect(readHtml(notFoundPage(code)).words).not.toMatch(/\b(the|link is|your|you)\b/i)
  })
})

describe('the language of a mail', () => {
  it('is one that the form was shown in, not any that a client sends', () => {
    expect(replyMessage(tellStory({ locale: 'fr' })).heading).toBe('Ana is your person')
    expect(replyMessage(inLanguage(tellStory(), 'fr')).heading).toBe('Ana est là pour vous')
    expect(replyMessage({ ...inLanguage(tellStory(), 'pt-BR'), locale: 'pt-PT' }).heading).toBe('Ana vai atender você')
    expect(replyMessage(inLanguage(tellStory(), 'sv')).heading).toBe('Ana is your person')
  })

  it('writes days, lists, countries and zones too', () => {
    expect(replyMessage(inLanguage(queuedStory(), 'pl')).body).toContain('środa, 25 listopada 4:42 (czas lokalny: New York).')
    expect(replyMessage(inLanguage(queuedStory(), 'ja')).body).toBe(
      '11月25日水曜日 4:42（ニューヨーク時間）までにNorthlightよりご連絡します。その旨のメールもまもなく届きます。',
    )
    expect(replyMessage(inLanguage(queuedStory({ timeZone: 'Asia/Tokyo' }), 'ja')).body).toContain('（日本標準時）')
    expect(replyMessage(inLanguage(tellStory(), 'es')).body).toContain('empresas como la suya en Alemania.')
    expect(visitorMail(inLanguage(tellStory(), 'it'))?.text).toContain('Analytics e Reporting')
  })
})

describe('the owner’s words', () => {
  const messages = {
    assigned: { heading: 'Hello', body: 'Welcome' },
    visitor: { subject: 'Hi {lead.firstName}', body: 'Welcome' },
    rep: {},
    locales: { fr: { assigned: { heading: 'Bonjour' } }, 'pt-BR': { assigned: { heading: 'Olá' }, visitor: { subject: 'Oi, {lead.firstName}' } } },
  }
  const shownIn = (code: string, locale = code) => ({ ...inLanguage(tellStory({ messages }), code), locale })

  it('are said in the visitor’s language where they are written in it, each by itself', () => {
    expect(replyMessage(shownIn('fr'))).toEqual({ heading: 'Bonjour', body: 'Welcome' })
    expect(replyMessage(shownIn('pt-BR', 'pt')).heading).toBe('Olá')
    expect(visitorMail(shownIn('pt-BR', 'pt-PT'))?.subject).toBe('Oi, Zoë')
    expect(visitorMail(shownIn('fr'))?.subject).toBe('Hi Zoë')
    expect(replyMessage(shownIn('it')).heading).toBe('Hello')
    expect(replyMessage({ ...shownIn('it'), locale: 'fr' }).heading).toBe('Hello') // the form was not shown in French
  })
})

describe('names that run the other way', () => {
  it('are kept apart in Arabic, in every sentence, the subject too', () => {
    for (const story of [tellStory(), queuedStory()]) {
      const mail = visitorMail(inLanguage(story, 'ar'))
      const { heading, body } = replyMessage(inLanguage(story, 'ar'))
      for (const said of [mail?.subject ?? '', heading, body]) {
        expect(said.replace(/\u200f\u2068[^\u2066-\u2069]+\u2069/g, '')).not.toMatch(/[A-Za-z\u2066-\u2069]/)
        expect(said.search(/[\p{Script=Arabic}\u200f]/u)).toBeLessThan(1) // what a line goes by
      }
    }
  })

  it.each([
    ['Ana', 'ltr', 'Ana'],
    ['翔太', 'ltr', '翔太'],
    ['نور', 'ltr', '\u200e\u2068نور\u2069'],
    ['נועה', 'ltr', '\u200e\u2068נועה\u2069'],
    ['نور', 'rtl', 'نور'],
    ['شركة النور', 'rtl', 'شركة النور'],
    ['Ana', 'rtl', '\u200f\u2068Ana\u2069'],
    ['شركة 24', 'rtl', '\u200f\u2068شركة 24\u2069'],
    ['', 'rtl', ''],
  ] as const)('%j in a text from %s', (name, direction, written) => expect(apart(name, direction)).toBe(written))
})
