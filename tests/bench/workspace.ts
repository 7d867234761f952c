import type { Playbook } from '@baton/shared/playbook'
import { aPlaybook, aRep, aRoster } from '../support/examples.ts'

/** Twenty teams of five, one of them chosen by an answer, and a team of four with unequal weights for the hot pool. */
export const teams = Array.from({ length: 20 }, (_, index) => `team-${index}`)
export const hotTeam = 'hot'
export const hotWeights: Record<string, number> = { 'hot-0': 4, 'hot-1': 3, 'hot-2': 2, 'hot-3': 1 }

const everyone = [...teams.flatMap(team => Array.from({ length: 5 }, (_, index) => `${team}-${index}`)), ...Object.keys(hotWeights)]
const day: [string, string][] = [['00:00', '24:00']]
const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }

export const roster = aRoster(
  ...everyone.map((id, index) =>
    aRep(id, {
      title: 'Account Executive',
      timeZone: ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'][index % 3] ?? 'UTC',
      hours: week,
      capacity: { perDay: 1_000_000, open: 1_000_000 },
      booking: { kind: 'calendly', eventType: `https://api.calendly.com/event_types/${id}` },
    }),
  ),
)

export const playbook: Playbook = aPlaybook({
  forms: [
    {
      id: 'bench',
      questions: [
        { id: 'email', kind: 'email', label: 'Work email', required: true },
        { id: 'name', kind: 'text', label: 'Your name', required: true },
        { id: 'team', kind: 'choice', label: 'Who should help?', required: true, options: [...teams, hotTeam].map(id => ({ id, label: id })) },
        { id: 'seats', kind: 'number', label: 'Seats', required: true, min: 1 },
      ],
    },
  ],
  scoring: {
    criteria: [{ id: 'many', label: '100 seats or more', when: { fact: 'answers.seats', op: 'atLeast', value: 100 }, points: 50 }],
    grades: [
      { id: 'A', atLeast: 50 },
      { id: 'B', atLeast: 0 },
    ],
  },
  pools: [
    ...teams.map(team => ({ id: team, members: Array.from({ length: 5 }, (_, index) => ({ rep: `${team}-${index}` })) })),
    { id: hotTeam, members: Object.entries(hotWeights).map(([rep, weight]) => ({ rep, weight })) },
  ],
  routing: {
    rules: [...teams, hotTeam].map(team => ({
      id: team,
      label: team,
      when: { fact: 'answers.team', op: 'is' as const, value: team },
      to: [{ kind: 'pool' as const, pool: team }],
    })),
    otherwise: [{ kind: 'pool', pool: hotTeam }],
  },
  sla: { firstContactMinutes: 15, clock: 'rep-hours' },
})
