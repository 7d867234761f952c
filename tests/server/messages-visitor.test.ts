import type { HandoffStory } from '@baton/server/messages/story'
import { visitorMail } from '@baton/server/messages/visitor-mail'
import { describe, expect, it } from 'vitest'
import { hostile, joined, readHtml, tidy } from './messages-read.ts'
import { answering, disqualifiedStory, queuedStory, tellStory } from './messages-story.ts'

function write(story: HandoffStory) {
  const mail = visitorMail(story)
  if (!mail) throw new Error('No mail was written.')
  return joined(mail)
}

describe('the visitor’s mail', () => {
  it('says who is theirs, what they asked for, and the one next step, in HTML and in text', () => {
    const { subject, text, html } = write(tellStory())
    const page = readHtml(html)
    expect(subject).toBe('Zoë, Ana is your person at Northlight')
    for (const words of [page.words, tidy(text)]) {
      for (const fact of [
        subject,
        'Ana looks after companies like yours in Germany.',
        'Ana Lindqvist',
        'Account Executive, DACH',
        'Company size',
        '201–1,000',
        'Analytics and Reporting',
        'In 1–3 months',
        'See Ana’s free times',
        'Or just reply: this reaches Ana.',
        'Sent automatically the moment “Talk to sales” at Northlight was filled in with this address.',
      ])
        expect(words).toContain(fact)
    }
    expect(page.links).toEqual(['https://baton.example/h/token-1'])
    expect(text).toContain('\nhttps://baton.example/h/token-1\n')
    expect(page.attributes('img', 'src')).toEqual(['https://baton.example/photos/ana.png'])
    expect(page.attributes('img', 'alt')).toEqual(['Ana Lindqvist'])
  })

  it('shows initials where there is no photo', () => {
    const page = readHtml(write(tellStory({ links: { ...tellStory().links, repPhoto: null } })).html)
    expect(page.count('img')).toBe(0)
    expect(page.texts('.initials')).toEqual(['AL'])
  })

  it('tells of no free times where the rep shows none', () => {
    const { rep } = tellStory()
    const { text, html } = write(tellStory({ rep: rep && { ...rep, booking: undefined } }))
    expect(text).not.toContain('free times')
    expect(tidy(text)).toContain('Ana will write to you by Wednesday, November 25 at 4:42 AM (New York time).')
    expect(readHtml(html).links).toHaveLength(1)
  })

  it('tells who waits when they will hear, in their own time', () => {
    const { subject, text, html } = write(queuedStory())
    expect(subject).toBe('Zoë, Northlight has your request')
    for (const words of [tidy(text), readHtml(html).words])
      expect(words).toContain('You will hear from Northlight by Wednesday, November 25 at 4:42 AM (New York time).')
    expect(write(queuedStory({ timeZone: null })).text).toContain('(UTC)')
    expect(tidy(write(queuedStory({ dueAt: null })).text)).toContain('You will hear from Northlight as soon as the right person is free.')
  })

  it('is not written to the disqualified, whom the page has answered', () => {
    expect(visitorMail(disqualifiedStory())).toBeNull()
  })

  it('speaks German where the visitor does, with the owner’s German labels', () => {
    const { subject, text, html } = write(tellStory({ locale: 'de-AT' }))
    expect(subject).toBe('Zoë, Ana ist bei Northlight für Sie da')
    for (const words of [tidy(text), readHtml(html).words]) {
      expect(words).toContain('Größe des Unternehmens')
      expect(words).toContain('201 bis 1.000')
      expect(words).toContain('Analyse und Reporting')
    }
  })

  it('speaks English to a locale that is none', () => {
    expect(write(tellStory({ locale: '<evil>' })).subject).toBe('Zoë, Ana is your person at Northlight')
  })

  it('is laid out for light, dark and Outlook, and fetches nothing but the photo', () => {
    const { html } = write(tellStory())
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).toContain('<meta name="supported-color-schemes" content="light dark">')
    expect(html).toContain('@media (prefers-color-scheme: dark)')
    expect(html).toContain('<!--[if mso')
    expect(html).not.toMatch(/<link|@import|url\(|\{\{/)
    expect(html.length).toBeLessThan(60_000) // Gmail cuts a mail off at 102 kB
  })

  it('keeps its text to 76 columns, links whole', () => {
    const lines = write(tellStory()).text.split('\n')
    expect(lines.filter(line => line.length > 76)).toEqual([])
  })
})

describe('nothing that a visitor typed reaches their own mail', () => {
  const fair = write(tellStory({ answers: answering({ message: 'Hello' }) }))

  it.each(hostile)('%j', typed => {
    const typedAnswers = { name: typed, company: typed, phone: typed, site: typed, message: typed, plan: typed, unknown: typed }
    const story = tellStory({
      answers: answering(typedAnswers),
      touches: { first: { at: typed, source: typed, campaign: typed, landingPath: typed } },
      pagesViewed: [{ path: typed, at: typed, seconds: 1 }],
    })
    const mail = write({ ...story, lead: { ...story.lead, name: typed, email: `${typed}@evil.example` } })
    expect(mail).toEqual(fair)
  })

  it('also not by a question that says earlier answers', () => {
    const story = tellStory({ answers: answering({ name: 'Zoë buys pills' }) })
    const questions = story.form.questions.map(question => (question.id === 'size' ? { ...question, label: 'How big is it, {answers.name}?' } : question))
    const { text } = write({ ...story, form: { ...story.form, questions } })
    expect(text).toContain('How big is it,?')
    expect(text).not.toContain('pills')
  })

  it.each(hostile)('also not as a first name, a country or a choice: %j', typed => {
    const story = tellStory()
    const mail = write({
      ...story,
      lead: { ...story.lead, firstName: typed },
      answers: answering({ size: typed, products: [typed, 'a'] }),
      decision: { ...story.decision, facts: { ...story.decision.facts, 'place.country': typed, 'company.name': typed } },
    })
    expect(mail.subject).toBe('Ana is your person at Northlight')
    expect(mail.subject + mail.text + mail.html).not.toMatch(/evil|\u202E|\u2066/)
    expect(readHtml(mail.html).links).toEqual(['https://baton.example/h/token-1'])
  })
})

describe('the owner’s words', () => {
  const messages = (subject: string, body: string) => ({ visitor: { subject, body }, rep: {} })

  it('win over ours, their paragraphs kept, their placeholders filled', () => {
    const { subject, text, html } = write(
      tellStory({
        messages: messages(
          '{lead.firstName}, meet {rep.firstName}',
          'Hi {lead.firstName},\n\n{rep.name} of {workspace.name} knows {country} well.\nYou chose {answers.products} for {answers.size}.',
        ),
      }),
    )
    expect(subject).toBe('Zoë, meet Ana')
    for (const words of [tidy(text), readHtml(html).words]) {
      expect(words).toContain('Hi Zoë,')
      expect(words).toContain('Ana Lindqvist of Northlight knows Germany well. You chose Analytics and Reporting for 201–1,000.')
      expect(words).not.toContain('looks after')
    }
  })

  it('are escaped, and a text answer never fills a placeholder', () => {
    const { text, html } = write(
      tellStory({ answers: answering({ message: 'evil' }), messages: messages('Hi', '<b>Hi</b> & {answers.message}{answers.name}{answers.email}!') }),
    )
    expect(readHtml(html).count('b')).toBe(0)
    expect(readHtml(html).words).toContain('<b>Hi</b> &!')
    expect(text).toContain('<b>Hi</b> &!')
  })

  it.each([
    ['Hi {lead.firstName}, welcome', 'Hi, welcome'],
    ['{lead.firstName}, welcome', 'welcome'],
    ['Welcome {lead.firstName}!', 'Welcome!'],
    ['Good morning{lead.firstName}', 'Good morning'],
    ['{nonsense} and {rep.nmae}', '{nonsense} and {rep.nmae}'],
  ])('read well without a first name: %j', (subject, read) => {
    const story = tellStory({ messages: messages(subject, 'x') })
    expect(write({ ...story, lead: { ...story.lead, firstName: null } }).subject).toBe(read)
  })
})
