import { type Playbook, playbook } from '@baton/shared/playbook'
import { type Rep, type Roster, rep } from '@baton/shared/roster'
import type { z } from 'zod'

/** The smallest things of each kind, so that a test says only what it is about. */

export const monday = new Date('2026-11-23T10:00:00Z')

export function aRep(id: string, more: Partial<z.input<typeof rep>> = {}): Rep {
  return rep.parse({ id, name: id[0]?.toUpperCase() + id.slice(1), email: `${id}@example.com`, timeZone: 'UTC', ...more })
}

export function aRoster(...reps: Rep[]): Roster {
  return { reps, holidays: [] }
}

export function aPlaybook(more: Partial<z.input<typeof playbook>> = {}): Playbook {
  return playbook.parse({
    format: 1,
    forms: [{ id: 'demo-request', questions: [{ id: 'email', kind: 'email', label: 'Work email', required: true }] }],
    routing: { otherwise: [] },
    ...more,
  })
}

/** A pool of members with weight 1, in this order. */
export function aPool(id: string, ...reps: string[]): { id: string; label: string; members: { rep: string }[] } {
  return { id, label: id, members: reps.map(name => ({ rep: name })) }
}
