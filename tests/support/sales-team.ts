import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { aPlaybook, aRep, aRoster } from './examples.ts'

/** A small team for tests of the server: a form with a question that comes and goes, two pools, an owner rule, a way out. */

const calendar = 'https://api.calendly.com/event_types/'

export const salesRoster: Roster = aRoster(
  aRep('ana', {
    name: 'Ana Lindqvist',
    title: 'Account Executive, DACH',
    booking: { kind: 'calendly', eventType: `${calendar}ANA`, url: 'https://calendly.com/northlight/ana' },
  }),
  aRep('ben', { name: 'Ben Okoro', title: 'Account Executive', booking: { kind: 'link', url: 'https://meet.example.com/ben' } }),
  aRep('carla', { name: 'Carla Ruiz', title: 'Account Executive', capacity: { perDay: 3 } }),
)

export const salesPlaybook: Playbook = aPlaybook({
  forms: [
    {
      id: 'demo-request',
      title: 'Talk to sales',
      allowedOrigins: ['https://example.com', 'https://*.example.com', 'http://localhost:*', 'http://bücher.example', 'http://[0:0:0:0:0:0:0:1]:*'],
      steps: [['email', 'name'], ['companySize', 'seats', 'country'], ['goal']],
      questions: [
        { id: 'email', kind: 'email', label: 'Work email', required: true },
        { id: 'name', kind: 'text', label: 'Your name', required: true },
        {
          id: 'companySize',
          kind: 'choice',
          label: 'Company size',
          required: true,
          options: [
            { id: '1-10', label: '1–10' },
            { id: '11-200', label: '11–200' },
            { id: '200+', label: 'More than 200' },
            { id: 'student', label: 'I am a student' },
          ],
        },
        {
          id: 'seats',
          kind: 'number',
          label: 'Seats',
          min: 1,
          max: 100_000,
          required: true,
          showWhen: { fact: 'answers.companySize', op: 'is', value: '200+' },
        },
        { id: 'country', kind: 'country', label: 'Country' },
        { id: 'goal', kind: 'longText', label: 'What should get better?' },
      ],
    },
    { id: 'contact', title: 'Write to us', questions: [{ id: 'email', kind: 'email', label: 'Work email', required: true }] },
  ],
  scoring: {
    criteria: [
      { id: 'big', label: 'More than 200 people', when: { fact: 'answers.companySize', op: 'is', value: '200+' }, points: 50 },
      { id: 'told', label: 'Says what should get better', when: { fact: 'answers.goal', op: 'known' }, points: 10 },
    ],
    grades: [
      { id: 'A', atLeast: 50 },
      { id: 'B', atLeast: 0 },
    ],
  },
  territories: [{ id: 'dach', label: 'DACH', when: { fact: 'place.country', op: 'in', value: ['DE', 'AT', 'CH'] } }],
  queues: [{ id: 'overflow', label: 'Overflow', pools: ['everyone'] }],
  pools: [
    { id: 'dach', label: 'DACH', members: [{ rep: 'ana', weight: 2 }, { rep: 'ben' }] },
    { id: 'everyone', label: 'Everyone', members: [{ rep: 'ana' }, { rep: 'ben' }, { rep: 'carla' }] },
    { id: 'small', label: 'Small companies', members: [{ rep: 'carla' }] },
  ],
  routing: {
    rules: [
      { id: 'students', label: 'Students', when: { fact: 'answers.companySize', op: 'is', value: 'student' }, to: [{ kind: 'disqualify', reason: 'student' }] },
      {
        id: 'owned',
        label: 'Existing owner',
        when: {
          any: [
            { fact: 'account.owner', op: 'known' },
            { fact: 'colleague.owner', op: 'known' },
          ],
        },
        to: [{ kind: 'owner' }, { kind: 'pool', pool: 'everyone' }],
      },
      { id: 'dach', label: 'DACH', when: { fact: 'territory', op: 'is', value: 'dach' }, to: [{ kind: 'pool', pool: 'dach' }] },
      {
        id: 'small',
        label: 'Small companies',
        when: { fact: 'answers.companySize', op: 'is', value: '1-10' },
        to: [
          { kind: 'pool', pool: 'small' },
          { kind: 'queue', queue: 'overflow' },
        ],
      },
    ],
    otherwise: [{ kind: 'pool', pool: 'everyone' }],
  },
})

let people = 0

/** Answers of a new person; each call another one, at a company nobody knows. */
export function answersOf(more: Record<string, unknown> = {}): Record<string, unknown> {
  people += 1
  return { email: `person${people}@company${people}.example`, name: `Zoë Ångström ${people}`, companySize: '11-200', country: 'FR', ...more }
}
