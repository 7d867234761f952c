import { repMail } from '@baton/server/messages/rep-mail'
import type { HandoffStory } from '@baton/server/messages/story'
import { describe, expect, it } from 'vitest'
import { hostile, joined, readHtml, tidy } from './messages-read.ts'
import { answering, playbook, queuedStory, tellStory } from './messages-story.ts'

const write = (story: HandoffStory) => joined(repMail(story))

function both(mail: { text: string; html: string }): string[] {
  return [tidy(mail.text), readHtml(mail.html).words]
}

describe('the rep’s mail', () => {
  it('holds every answer under the form’s label, readable', () => {
    const mail = write(tellStory())
    for (const words of both(mail)) {
      for (const question of playbook.forms[0]?.questions ?? []) expect(words).toContain(question.label)
      for (const value of [
        'zoe@contoso.example',
        'Zoë Ångström',
        'Contoso',
        '201–1,000',
        'Analytics, Reporting',
        'In 1–3 months',
        'Germany',
        '1,200',
        '31 January 2027',
        '+49 30 1234567',
        'https://contoso.example/about',
        'Replace our weekly spreadsheet. It takes two days a week.',
        'Agreed',
        'growth',
      ])
        expect(words).toContain(value)
    }
  })

  it('says how good, why, and why them', () => {
    for (const words of both(write(tellStory()))) {
      expect(words).toContain('+40 More than 200 people +54 Starts within three months')
      expect(words).toContain('Rule “DACH mid-market” applied.')
      expect(words).toContain('Ben Okafor is away until 2026-11-26 (leave).')
      expect(words).toContain('It was Ana Lindqvist’s turn in “Mid-market”.')
    }
  })

  it('takes points off in words too', () => {
    for (const words of both(write(tellStory({ answers: answering({ seats: 3 }) })))) expect(words).toContain('−10 Fewer than 500 seats')
  })

  it('says how they came: first and last touch, pages with their time', () => {
    for (const words of both(write(tellStory()))) {
      expect(words).toContain('google, cpc, campaign “autumn-analytics”, landed on /analytics, Thu 12 Nov')
      expect(words).toContain('newsletter, email, campaign “launch”, landed on /pricing, today')
      expect(words).toContain('3 in 3 min 57 s: /pricing 2 min 10 s · /analytics 45 s · /contact 1 min 2 s')
    }
  })

  it.each([
    ['2026-11-25T09:42:00Z', 'Answer by 10:42, Berlin time (15 min after they wrote)'],
    ['2026-11-25T11:30:00Z', 'Answer by 12:30, Berlin time'],
    ['2026-11-26T08:15:00Z', 'Answer by Thu 26 Nov, 09:15, Berlin time'],
  ])('promises the answer in the rep’s own time: %s', (dueAt, promise) => {
    for (const words of both(write(tellStory({ dueAt: new Date(dueAt) })))) {
      expect(words).toContain(promise)
      expect(words.includes('after they wrote')).toBe(promise.includes('after they wrote'))
    }
  })

  it('tells the visitor’s clock beside the rep’s', () => {
    const there = (timeZone: string) => tidy(write(tellStory({ timeZone })).text)
    expect(there('America/New_York')).toContain('04:27 New York time, 6 h behind you')
    expect(there('Asia/Kolkata')).toMatch(/14:57 (Kolkata|Calcutta) time, 4 h 30 min ahead of you/)
    expect(there('Europe/Madrid')).toContain('10:27 Madrid time, same time as yours')
  })

  it('says what the company is to us', () => {
    const story = tellStory()
    const known = (facts: Record<string, string | boolean>) =>
      write({ ...story, decision: { ...story.decision, facts: { ...story.decision.facts, ...facts } } })
    for (const words of both(known({}))) expect(words).toContain('640 people · Manufacturing · not a customer account yet')
    for (const words of both(known({ 'account.known': true, 'account.tier': 'gold', 'account.owner': 'ana' })))
      expect(words).toContain('already a customer account, tier gold, owner you')
    for (const words of both(known({ 'account.known': true, 'account.owner': 'ben' }))) expect(words).toContain('already a customer account, owner ben')
  })

  it('names in its subject whatever is known', () => {
    const story = tellStory()
    const nameless = { ...story, lead: { ...story.lead, name: null, firstName: null } }
    expect(write(story).subject).toBe('New lead A 94: Zoë Ångström, Contoso (201–1,000, Analytics, In 1–3 months)')
    expect(write(nameless).subject).toBe('New lead A 94: zoe@contoso.example, Contoso (201–1,000, Analytics, In 1–3 months)')
    const little = tellStory({ answers: { email: 'zoe@contoso.example' } })
    expect(write({ ...little, decision: { ...little.decision, score: { points: -5, grade: null, reasons: [] } } }).subject).toBe(
      'New lead -5 points: Zoë Ångström, contoso.example',
    )
  })

  it('has one button, to the lead, and the owner’s note', () => {
    const mail = write(tellStory({ messages: { visitor: {}, rep: { note: 'Call before {rep.firstName} writes.' } } }))
    expect(readHtml(mail.html).links).toEqual(['https://baton.example/leads/lead-1'])
    expect(mail.text).toContain('\nhttps://baton.example/leads/lead-1\n')
    for (const words of both(mail)) {
      expect(words).toContain('Open Zoë’s page')
      expect(words).toContain('it goes to zoe@contoso.example')
      expect(words).toContain('Call before Ana writes.')
    }
  })

  it('can be written before anybody has the lead', () => {
    expect(write(queuedStory({ dueAt: null })).text).toContain('New lead, waiting for a rep')
  })
})

describe('what a visitor typed stands in the rep’s mail as text', () => {
  it.each(hostile)('%j', typed => {
    const story = tellStory({
      answers: answering({ name: typed, company: typed, phone: typed, site: typed, message: typed, plan: typed }),
      touches: { first: { at: typed, source: typed, campaign: typed, landingPath: typed }, last: { at: '2026-11-25T09:20:00Z', term: typed } },
      pagesViewed: [{ path: typed, at: typed, seconds: 1 }],
      locale: typed,
    })
    const mail = write({ ...story, lead: { ...story.lead, name: typed, firstName: typed } })
    const page = readHtml(mail.html)
    expect(page.links).toEqual(['https://baton.example/leads/lead-1'])
    expect(page.count('script, img, base, [onerror], [onmouseover]')).toBe(0)
    expect(mail.subject).not.toMatch(/[\r\n]/)
    expect(mail.subject.length).toBeLessThanOrEqual(180)
    expect(mail.subject + mail.text + mail.html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\r]/)
    if (typed.length < 200) expect(page.words).toContain(tidy(typed.replace(/[\u202A-\u202E\u2066-\u2069]/g, ' ')))
    // A line of theirs cannot start where a heading or a header of ours does.
    expect(mail.text.split('\n').filter(line => line.startsWith('Bcc:'))).toEqual([])
  })

  it('says earlier answers where a question does', () => {
    const story = tellStory()
    const questions = story.form.questions.map(question => (question.id === 'size' ? { ...question, label: 'How big is {answers.company}?' } : question))
    for (const words of both(write({ ...story, form: { ...story.form, questions }, answers: { ...story.answers, company: 'Contoso' } })))
      expect(words).toContain('How big is Contoso?')
  })
})
