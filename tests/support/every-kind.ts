import type { Playbook } from '@baton/shared/playbook'
import { aPlaybook, aPool } from './examples.ts'

const options = [
  { id: 'one', label: 'The first' },
  { id: 'two', label: 'The second' },
  { id: 'Größe', label: 'The third' },
]

/** A form with a question of every kind, none of them required, in a second language too. Reps `ana` and `ben` take turns. */
export const everyKind: Playbook = aPlaybook({
  forms: [
    {
      id: 'everything',
      title: 'Everything',
      locales: { de: { title: 'Alles', questions: { text: { label: 'Ein Satz' } } } },
      questions: [
        { id: 'email', kind: 'email', label: 'E-mail' },
        { id: 'name', kind: 'text', label: 'Name', maxLength: 4000 },
        { id: 'text', kind: 'text', label: 'A line', maxLength: 4000 },
        { id: 'longText', kind: 'longText', label: 'Lines', maxLength: 20_000 },
        { id: 'phone', kind: 'phone', label: 'Phone' },
        { id: 'url', kind: 'url', label: 'Site' },
        { id: 'number', kind: 'number', label: 'Number' },
        { id: 'grid', kind: 'number', label: 'Tenths', min: 0, max: 1e6, step: 0.1 },
        { id: 'choice', kind: 'choice', label: 'One of them', options },
        { id: 'choices', kind: 'choices', label: 'Some of them', options },
        { id: 'country', kind: 'country', label: 'Country' },
        { id: 'date', kind: 'date', label: 'Day' },
        { id: 'consent', kind: 'consent', label: 'Agreed?' },
        { id: 'hidden', kind: 'hidden', label: 'Hidden', fills: 'company.name' },
        { id: 'region', kind: 'text', label: 'Region', maxLength: 4000, fills: 'place.region' },
      ],
    },
  ],
  scoring: {
    criteria: [
      { id: 'long', label: 'Says a lot', when: { fact: 'answers.longText', op: 'contains', value: 'e' }, points: 10 },
      { id: 'many', label: 'Many', when: { fact: 'answers.number', op: 'atLeast', value: 10 }, points: 5 },
    ],
    grades: [{ id: 'A', atLeast: 10 }],
  },
  territories: [{ id: 'somewhere', label: 'Somewhere', when: { fact: 'place.region', op: 'startsWith', value: 'a' } }],
  pools: [aPool('everyone', 'ana', 'ben')],
  routing: {
    rules: [
      {
        id: 'campaign',
        label: 'By campaign',
        when: { fact: 'touch.last.campaign', op: 'endsWith', value: 'x' },
        to: [
          { kind: 'pool', pool: 'everyone', match: [{ attribute: 'languages', has: 'answers.text' }] },
          { kind: 'pool', pool: 'everyone' },
        ],
      },
    ],
    otherwise: [{ kind: 'pool', pool: 'everyone' }],
  },
})
