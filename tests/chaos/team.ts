import type { Playbook } from '@baton/shared/playbook'
import type { Roster } from '@baton/shared/roster'
import { aPlaybook, aRep, aRoster } from '../support/examples.ts'

/** Two pools whose people are always there, for exact shares, and three that share people whose capacity runs out. */

/** Pools without an end: member → weight. */
export const endless: Record<string, Record<string, number>> = { pair: { ana: 2, ben: 1 }, trio: { cara: 3, dan: 2, eve: 1 } }

export type Capacity = { perDay?: number; open?: number }

/** Who takes only so many leads: together fewer than a storm of 2,000 sends them. */
export const capacities: Record<string, Capacity> = { finn: { open: 80 }, gus: { perDay: 70 }, hana: { open: 90, perDay: 60 }, ivo: { open: 50 } }

/** Pools of the same people, in another order each: whoever has one lead left may be given two at once, by two of them. */
const shared = ['few', 'spare', 'rare'] as const

export const teams = ['pair', 'trio', ...shared] as const
export type Team = (typeof teams)[number]

const linked = (id: string, more: object = {}) => aRep(id, { booking: { kind: 'link', url: `https://meet.example.com/${id}` }, ...more })

export function rosterFor(limits: Record<string, Capacity>): Roster {
  const people = Object.values(endless).flatMap(members => Object.keys(members))
  return aRoster(...people.map(id => linked(id)), ...Object.entries(limits).map(([id, capacity]) => linked(id, { capacity })))
}

export const formId = 'chaos'

const queue = { kind: 'queue' as const, queue: 'waiting' }

export const playbook: Playbook = aPlaybook({
  forms: [
    {
      id: formId,
      questions: [
        { id: 'email', kind: 'email', label: 'Work email', required: true },
        { id: 'name', kind: 'text', label: 'Your name', required: true },
        { id: 'team', kind: 'choice', label: 'Who should help?', required: true, options: teams.map(id => ({ id, label: id })) },
      ],
    },
  ],
  queues: [{ id: 'waiting', label: 'Waiting', pools: [...shared] }],
  pools: [
    ...Object.entries(endless).map(([id, members]) => ({ id, label: id, members: Object.entries(members).map(([rep, weight]) => ({ rep, weight })) })),
    ...shared.map((id, place) => ({
      id,
      label: id,
      members: ['finn', 'gus', 'hana', 'ivo'].map((_, index, all) => ({ rep: all[(index + place) % 4] ?? '' })),
    })),
  ],
  routing: {
    rules: [
      { id: 'again', label: 'Writes again', when: { fact: 'lead.owner', op: 'known' }, to: [{ kind: 'owner' }, queue] },
      ...teams.map(team => ({
        id: team,
        label: team,
        when: { fact: 'answers.team' as const, op: 'is' as const, value: team },
        to: [{ kind: 'pool' as const, pool: team }, ...(team in endless ? [] : [queue])],
      })),
    ],
    otherwise: [queue],
  },
})
