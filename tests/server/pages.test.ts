import { createHash } from 'node:crypto'
import { type HandoffView, handoffPage, notFoundPage } from '@baton/server/pages/handoff-page'
import { leadPage } from '@baton/server/pages/lead-page'
import type { DecisionView, LeadRow, LeadView } from '@baton/server/pages/lead-view'
import { leadsPage } from '@baton/server/pages/leads-page'
import { type MailboxEntry, mailboxPage } from '@baton/server/pages/mailbox-page'
import { mailboxPolicy, pagePolicy } from '@baton/server/pages/page-frame'
import { describe, expect, it } from 'vitest'
import { hostile, readHtml } from './messages-read.ts'

const at = '2026-11-25T09:27:00Z'

const mail: MailboxEntry = {
  id: 'm1',
  deliveryId: 'd1',
  leadId: 'lead-1',
  kind: 'visitor-mail',
  to: 'zoe@contoso.example',
  from: '"Ana Lindqvist via Northlight" <hello@baton.example>',
  replyTo: 'ana@northlight.example',
  subject: 'Zoë, Ana is your person',
  text: 'Hi Zoë,\n\nAna is your person.',
  html: '<!doctype html><p title="a">Hi <b>Zoë</b> & all</p>',
  at,
}

const row: LeadRow = {
  id: 'lead-1',
  email: 'zoe@contoso.example',
  name: 'Zoë Ångström',
  company: 'Contoso',
  test: false,
  createdAt: at,
  submittedAt: at,
  outcome: 'assigned',
  rep: { id: 'ana', name: 'Ana Lindqvist' },
  grade: 'A',
  points: 94,
  firstMailAt: '2026-11-25T09:27:03Z',
  undelivered: 0,
}

const decision: DecisionView = {
  submissionId: 's1',
  at,
  outcome: 'assigned',
  rule: 'dach',
  destination: 0,
  rep: 'ana',
  queue: null,
  reason: null,
  territory: { id: 'dach', label: 'DACH' },
  score: { points: 94, grade: 'A', reasons: [{ criterion: 'big', label: 'More than 200 people', points: 94 }] },
  why: ['Rule “DACH mid-market” applied.', 'It was Ana Lindqvist’s turn in “Mid-market”.'],
  facts: { 'place.country': 'DE', 'visit.pages': ['/pricing', '/contact'] },
  rules: [
    { id: 'owned', label: 'Existing owner', holds: false, reached: true, why: 'lead.owner is not known.' },
    { id: 'dach', label: 'DACH mid-market', holds: true, reached: true, why: 'territory is dach.' },
    { id: 'all', label: 'Everybody', holds: true, reached: false, why: 'Always.' },
  ],
  candidates: [
    { destination: 0, rep: 'ben', name: 'Ben Okafor', verdict: 'time-off', sentence: 'Ben Okafor is away until 2026-11-26.' },
    { destination: 0, rep: 'ana', name: 'Ana Lindqvist', verdict: 'taken', sentence: 'Ana Lindqvist has the lead.' },
  ],
  credit: { pool: 'mid', before: {} as never, after: {} as never, unit: '2', moves: { ana: '-1', ben: '1' } }, // only the moves are shown
  drift: [],
  refund: null,
}

const lead: LeadView = {
  id: 'lead-1',
  email: 'zoe@contoso.example',
  name: 'Zoë Ångström',
  company: 'Contoso',
  test: false,
  createdAt: at,
  submittedAt: at,
  outcome: 'assigned',
  rep: { id: 'ana', name: 'Ana Lindqvist' },
  grade: 'A',
  points: 84,
  firstMailAt: at,
  undelivered: 0,
  owner: { id: 'ana', name: 'Ana Lindqvist' },
  submissions: [
    {
      id: 's1',
      formId: 'demo-request',
      formTitle: 'Talk to sales',
      playbookVersion: 3,
      submittedAt: at,
      answers: { size: 'm' },
      readable: [{ questionId: 'size', label: 'Company size', value: '201–1,000' }],
      otherAnswers: { budget: ['a', 'b'] },
      touches: { first: { at, source: 'google', campaign: 'autumn' } },
      pagesViewed: [{ path: '/pricing', at, seconds: 130 }],
      timeZone: 'Europe/Berlin',
      locale: 'en',
      test: false,
      mailWithheld: false,
      signs: [],
      quarantined: false,
      releasedAt: null,
    },
  ],
  decision,
  decisions: [decision],
  assignments: [{ id: 'a1', rep: { id: 'ana', name: 'Ana Lindqvist' }, at, rule: 'dach', by: 'turn' }],
  deliveries: [
    {
      id: 'd1',
      kind: 'visitor-mail',
      state: 'sent',
      subject: 'Zoë, Ana is your person',
      createdAt: at,
      sentAt: at,
      reason: null,
      attempts: [{ number: 1, at, outcome: 'sent', reason: null }],
    },
    {
      id: 'd2',
      kind: 'rep-mail',
      state: 'owed',
      subject: 'New lead',
      createdAt: at,
      sentAt: null,
      reason: null,
      attempts: [{ number: 1, at, outcome: 'retry', reason: 'provider_busy' }],
    },
  ],
}

const slots = ['2026-11-25T14:30:00Z', '2026-11-25T15:00:00Z', '2026-11-26T08:00:00Z'].map(startAt => ({ startAt, endAt: startAt }))

const handoff: HandoffView = {
  workspaceName: 'Northlight',
  rep: { name: 'Ana Lindqvist', title: 'Account Executive', photoUrl: '/photos/ana.png' },
  message: { heading: 'Ana is your person', body: 'Pick a time.' },
  slots,
  booking: { kind: 'slots', slots, timeZone: 'Europe/Berlin', url: 'https://cal.example/ana/{startAt}?name=Zo%C3%AB' },
  timeZone: 'Europe/London',
  locale: 'en-GB',
  formTitle: 'Talk to sales',
}

describe('the mailbox', () => {
  it('shows each mail as its reader sees it, the newest first, without scripts', () => {
    const page = readHtml(mailboxPage([mail, { ...mail, id: 'm2', subject: 'Later', at: '2026-11-25T10:00:00Z' }]))
    expect(page.texts('h2')).toEqual(['Later', 'Zoë, Ana is your person'])
    expect(page.attributes('iframe', 'srcdoc')).toEqual([mail.html, mail.html])
    expect(page.attributes('iframe', 'sandbox')).toEqual(Array(2).fill('allow-popups allow-popups-to-escape-sandbox'))
    expect(page.texts('pre')[0]).toBe('Hi Zoë, Ana is your person.')
    expect(page.words).toContain('ana@northlight.example')
  })

  it('says what to do while there is no mail', () => {
    expect(readHtml(mailboxPage([])).words).toContain('No mail yet Send the form on the demo page')
  })
})

describe('the list of leads', () => {
  it('says who has each lead and how fast they heard', () => {
    const page = readHtml(
      leadsPage({
        items: [row, { ...row, id: 'l 2', name: null, rep: null, outcome: 'queued', grade: null, points: 7, firstMailAt: null }],
        nextHref: '/leads?cursor=x',
        drafts: [],
      }),
    )
    const [first, second] = page.texts('tbody tr')
    for (const words of ['Zoë Ångström', 'zoe@contoso.example', 'Contoso', 'A 94', 'Ana Lindqvist', '25 Nov 2026, 09:27 UTC', 'after 3 s'])
      expect(first).toContain(words)
    for (const words of ['Waiting for a rep', '7', 'not sent yet']) expect(second).toContain(words)
    expect(page.links).toEqual(['/mailbox', '/quarantine', '/leads/lead-1', '/leads/l%202', '/leads?cursor=x'])
  })

  it('says that the first will come', () => {
    expect(readHtml(leadsPage({ items: [], nextHref: null, drafts: [] })).words).toContain('No leads yet')
  })
})

describe('the page of one lead', () => {
  it('shows the lead whole', () => {
    const { words } = readHtml(leadPage(lead))
    for (const shown of [
      'Ana Lindqvist has this lead. They have had a mail that says so.',
      'Company size 201–1,000',
      'budget (not asked by this form) ["a","b"]',
      'source google · campaign autumn',
      '/pricing 2 min 10 s',
      'It was Ana Lindqvist’s turn in “Mid-market”.',
      'More than 200 people +94',
      'Existing owner does not hold',
      'DACH mid-market applied',
      'Everybody holds too, but an earlier rule won',
      'Ben Okafor is away until 2026-11-26.',
      'Ana Lindqvist -1/2',
      'Ben Okafor 1/2',
      'whose turn it was, by rule “dach”',
      'Attempt 1: retry, provider_busy',
      'Baton keeps trying.',
      'place.country DE',
      'visit.pages /pricing, /contact',
    ])
      expect(words).toContain(shown)
  })

  it.each([
    [{ ...decision, outcome: 'queued' as const }, 'Waits for the first rep who becomes free.'],
    [{ ...decision, outcome: 'disqualified' as const, reason: 'student' }, 'Disqualified: student. Nobody will write.'],
    [null, 'Set aside as suspicious'],
  ])('says where it stands while nobody has it (%#)', (latest, sentence) => {
    expect(readHtml(leadPage({ ...lead, owner: null, decision: latest })).words).toContain(sentence)
  })

  it('keeps earlier decisions below the latest', () => {
    const earlier = { ...decision, submissionId: 's0', why: ['It was decided otherwise.'] }
    const page = readHtml(leadPage({ ...lead, decisions: [decision, earlier] }))
    expect(page.texts('h2').filter(heading => heading === 'Why' || heading === 'Decided before')).toEqual(['Why', 'Decided before'])
  })
})

describe('the lead’s own page', () => {
  it('offers the rep’s free times in the visitor’s zone, each a link that books it', () => {
    const page = readHtml(handoffPage(handoff))
    expect(page.texts('h3')).toEqual(['Wednesday 25 November', 'Thursday 26 November'])
    expect(page.texts('.slots a')).toEqual(['14:30', '15:00', '08:00'])
    expect(page.links[0]).toBe('https://cal.example/ana/2026-11-25T14%3A30%3A00Z?name=Zo%C3%AB')
    expect(page.links.at(-1)).toBe('https://cal.example/ana?name=Zo%C3%AB')
    expect(page.words).toContain('All times are London time.')
    expect(page.attributes('img', 'src')).toEqual(['/photos/ana.png'])
  })

  it('says what happens next whatever there is to show', () => {
    const words = (view: Partial<HandoffView>) => readHtml(handoffPage({ ...handoff, ...view })).words
    expect(words({ booking: { kind: 'link', url: 'https://cal.example/ana' }, slots: [] })).toContain('Open the calendar')
    expect(words({ booking: { kind: 'none' }, slots: [] })).toContain('Ana will write to you.')
    expect(words({ slots: [] })).toContain('No free times to show right now')
    expect(words({ rep: null, booking: { kind: 'none' }, slots: [] })).toContain('You need do nothing.')
    expect(words({ locale: 'de' })).toContain('Alle Zeiten in der Zeitzone von London.')
    expect(words({ timeZone: null })).toContain('All times are Berlin time.')
  })

  it('shows times without links where there is nowhere to book them', () => {
    const page = readHtml(handoffPage({ ...handoff, booking: { kind: 'slots', slots, timeZone: 'Europe/Berlin', url: null } }))
    expect(page.links).toEqual([])
    expect(page.texts('.slots span')).toHaveLength(3)
  })

  it('is friendly where there is nothing', () => {
    expect(readHtml(notFoundPage('en')).words).toContain('Open the link from your mail again')
  })
})

describe('every page', () => {
  const pages = (typed: string, typedAnswers = [{ questionId: typed, label: typed, value: typed }]): Record<string, string> => ({
    mailbox: mailboxPage([{ ...mail, id: typed, to: typed, from: typed, replyTo: typed, subject: typed, text: typed, html: typed, at: typed }]),
    leads: leadsPage({
      items: [{ ...row, id: typed, email: typed, name: typed, company: typed, submittedAt: typed, grade: typed, rep: { id: typed, name: typed } }],
      nextHref: typed,
      drafts: lead.submissions.map(one => ({ ...one, formTitle: typed, savedAt: typed, startedAt: typed, email: typed, name: typed, readable: typedAnswers })),
    }),
    lead: leadPage({
      ...lead,
      name: typed,
      email: typed,
      company: typed,
      submissions: lead.submissions.map(submission => ({
        ...submission,
        formTitle: typed,
        readable: typedAnswers,
        otherAnswers: { [typed]: { typed } },
        touches: { first: { at: typed, source: typed } },
        pagesViewed: [{ path: typed, at: typed, seconds: 1 }],
        timeZone: typed,
        locale: typed,
      })),
      decision: { ...decision, why: [typed], facts: { [typed]: [typed] }, reason: typed },
      deliveries: lead.deliveries.map(delivery => ({
        ...delivery,
        kind: typed,
        subject: typed,
        attempts: [{ number: 1, at: typed, outcome: typed, reason: typed }],
      })),
    }),
    handoff: handoffPage({
      ...handoff,
      workspaceName: typed,
      rep: { name: typed, title: typed, photoUrl: typed },
      message: { heading: typed, body: typed },
      booking: { kind: 'slots', slots, timeZone: 'UTC', url: typed },
      locale: typed,
      formTitle: typed,
    }),
  })
  const fair = pages('https://evil.example/login')

  it.each(hostile)('shows what was typed as text: %j', typed => {
    for (const [name, markup] of Object.entries(pages(typed))) {
      const page = readHtml(markup)
      expect(page.count('script, base, [onerror], [onmouseover], b'), name).toBe(0)
      expect(page.count('*'), name).toBeLessThanOrEqual(readHtml(fair[name] ?? '').count('*'))
      for (const href of page.links) expect(href, name).toMatch(/^(\/leads|\/quarantine|\/mailbox|https:\/\/evil\.example\/login)/)
    }
  })

  it('runs no script, and has the one style that its policy allows', () => {
    for (const markup of [...Object.values(fair), notFoundPage('en')]) {
      const style = /<style>([\s\S]*?)<\/style>/.exec(markup)?.[1] ?? ''
      expect(pagePolicy()).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
      expect(markup.match(/<style/g)).toHaveLength(1)
    }
    for (const name of ['leads', 'lead', 'handoff']) expect(fair[name]).not.toContain(' style="')
    for (const policy of [pagePolicy(), mailboxPolicy()]) {
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('script-src')
    }
  })
})
