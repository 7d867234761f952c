import type { HandoffStory } from '@baton/server/messages/story'
import { decideHandoff } from '@baton/shared/decide'
import { type Playbook, playbook as playbookSchema } from '@baton/shared/playbook'
import { type Roster, roster as rosterSchema } from '@baton/shared/roster'
import { explainDecision } from '@baton/shared/why'

/** A company's playbook and roster as an owner would write them, with one question of every kind. */
export const playbook: Playbook = playbookSchema.parse({
  format: 1,
  forms: [
    {
      id: 'demo-request',
      title: 'Talk to sales',
      questions: [
        { id: 'email', kind: 'email', label: 'Work email', required: true },
        { id: 'name', kind: 'text', label: 'Your name' },
        { id: 'company', kind: 'text', label: 'Company', fills: 'company.name' },
        {
          id: 'size',
          kind: 'choice',
          label: 'Company size',
          options: [
            { id: 's', label: '1–200' },
            { id: 'm', label: '201–1,000' },
            { id: 'l', label: 'Over 1,000' },
          ],
        },
        {
          id: 'products',
          kind: 'choices',
          label: 'Interested in',
          options: [
            { id: 'a', label: 'Analytics' },
            { id: 'r', label: 'Reporting' },
            { id: 'x', label: 'Exports' },
          ],
        },
        {
          id: 'start',
          kind: 'choice',
          label: 'When to start',
          options: [
            { id: 'now', label: 'Right away' },
            { id: 'soon', label: 'In 1–3 months' },
            { id: 'later', label: 'Later' },
          ],
        },
        { id: 'country', kind: 'country', label: 'Country' },
        { id: 'seats', kind: 'number', label: 'Seats' },
        { id: 'deadline', kind: 'date', label: 'Contract ends' },
        { id: 'phone', kind: 'phone', label: 'Phone' },
        { id: 'site', kind: 'url', label: 'Website' },
        { id: 'message', kind: 'longText', label: 'What should change?' },
        { id: 'terms', kind: 'consent', label: 'May we write to you?' },
        { id: 'plan', kind: 'hidden', label: 'Plan looked at' },
      ],
      locales: {
        de: {
          questions: {
            size: { label: 'Größe des Unternehmens', options: { m: '201 bis 1.000' } },
            products: { label: 'Interesse an', options: { a: 'Analyse' } },
          },
        },
      },
    },
  ],
  scoring: {
    criteria: [
      { id: 'big', label: 'More than 200 people', when: { fact: 'answers.size', op: 'in', value: ['m', 'l'] }, points: 40 },
      { id: 'soon', label: 'Starts within three months', when: { fact: 'answers.start', op: 'in', value: ['now', 'soon'] }, points: 54 },
      { id: 'small-team', label: 'Fewer than 500 seats', when: { fact: 'answers.seats', op: 'below', value: 500 }, points: -10 },
    ],
    grades: [
      { id: 'A', atLeast: 70 },
      { id: 'B', atLeast: 0 },
    ],
  },
  territories: [{ id: 'dach', label: 'DACH', when: { fact: 'place.country', op: 'in', value: ['DE', 'AT', 'CH'] } }],
  pools: [{ id: 'mid', label: 'Mid-market', members: [{ rep: 'ben' }, { rep: 'ana' }] }],
  routing: {
    rules: [
      { id: 'dach', label: 'DACH mid-market', when: { fact: 'territory', op: 'is', value: 'dach' }, to: [{ kind: 'pool', pool: 'mid' }] },
      { id: 'students', label: 'Students', when: { fact: 'answers.plan', op: 'is', value: 'student' }, to: [{ kind: 'disqualify', reason: 'student' }] },
    ],
    otherwise: [{ kind: 'queue', queue: 'later' }],
  },
  queues: [{ id: 'later', label: 'Later' }],
})

export const roster: Roster = rosterSchema.parse({
  reps: [
    {
      id: 'ana',
      name: 'Ana Lindqvist',
      title: 'Account Executive, DACH',
      email: 'ana@northlight.example',
      timeZone: 'Europe/Berlin',
      booking: { kind: 'link', url: 'https://cal.example/ana' },
    },
    {
      id: 'ben',
      name: 'Ben Okafor',
      email: 'ben@northlight.example',
      timeZone: 'Europe/London',
      timeOff: [{ from: '2026-11-20', to: '2026-11-26', label: 'leave' }],
    },
  ],
})

const submittedAt = new Date('2026-11-25T09:27:00Z')

const usual: HandoffStory['answers'] = {
  email: 'zoe@contoso.example',
  name: 'Zoë Ångström',
  company: 'Contoso',
  size: 'm',
  products: ['a', 'r'],
  start: 'soon',
  country: 'DE',
  seats: 1200,
  deadline: '2027-01-31',
  phone: '+49 30 1234567',
  site: 'https://contoso.example/about',
  message: 'Replace our weekly spreadsheet.\nIt takes two days a week.',
  terms: true,
  plan: 'growth',
}

/** A handoff decided by the real rules; whatever a test is about is given. */
export function tellStory(given: Partial<HandoffStory> = {}): HandoffStory {
  const answers = given.answers ?? usual
  const facts: Record<string, string | number | boolean | readonly string[]> = {
    'account.known': false,
    'email.kind': 'work',
    'email.domain': 'contoso.example',
    'company.employees': 640,
    'company.industry': 'Manufacturing',
  }
  for (const [question, answer] of Object.entries(answers)) facts[`answers.${question}`] = answer
  if (typeof answers.country === 'string') facts['place.country'] = answers.country
  if (typeof answers.company === 'string') facts['company.name'] = answers.company
  const decision = given.decision ?? decideHandoff({ playbook, roster, facts, credits: {}, loads: {}, now: submittedAt })
  return {
    workspace: { name: 'Northlight' },
    form: playbook.forms[0] as HandoffStory['form'], // the one above
    messages: playbook.messages,
    lead: { id: 'lead-1', email: 'zoe@contoso.example', name: 'Zoë Ångström', firstName: 'Zoë', returning: false },
    answers,
    decision,
    why: explainDecision(decision, playbook, roster),
    rep: decision.outcome === 'assigned' ? (roster.reps.find(rep => rep.id === decision.rep) ?? null) : null,
    touches: {
      first: { at: '2026-11-12T08:00:00Z', source: 'google', medium: 'cpc', campaign: 'autumn-analytics', landingPath: '/analytics' },
      last: { at: '2026-11-25T09:20:00Z', source: 'newsletter', medium: 'email', campaign: 'launch', landingPath: '/pricing' },
    },
    pagesViewed: [
      { path: '/pricing', at: '2026-11-25T09:20:00Z', seconds: 130 },
      { path: '/analytics', at: '2026-11-25T09:23:00Z', seconds: 45 },
      { path: '/contact', at: '2026-11-25T09:25:00Z', seconds: 62 },
    ],
    timeZone: 'America/New_York',
    locale: 'en',
    submittedAt,
    mailComes: true,
    dueAt: decision.outcome === 'disqualified' ? null : new Date('2026-11-25T09:42:00Z'),
    links: { visitorPage: 'https://baton.example/h/token-1', leadPage: 'https://baton.example/leads/lead-1', repPhoto: 'https://baton.example/photos/ana.png' },
    ...given,
  }
}

/** The same, where no rule holds and the lead waits. */
export function queuedStory(given: Partial<HandoffStory> = {}): HandoffStory {
  return tellStory({ answers: { ...usual, country: 'FR' }, ...given })
}

export function disqualifiedStory(given: Partial<HandoffStory> = {}): HandoffStory {
  return tellStory({ answers: { ...usual, country: 'FR', plan: 'student' }, ...given })
}

/** With other answers besides the usual. */
export function answering(answers: HandoffStory['answers']): HandoffStory['answers'] {
  return { ...usual, ...answers }
}
