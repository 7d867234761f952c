import type { Facts } from '@baton/shared/condition'
import { decideHandoff } from '@baton/shared/decide'
import type { Rep } from '@baton/shared/roster'
import { explainWhyNot } from '@baton/shared/why-not'
import { applyEdits } from '@baton/shared/why-not/apply-edits'
import type { DecidedWith, Edit } from '@baton/shared/why-not/edits'
import { expect } from 'vitest'
import { aPlaybook, aPool, aRep, aRoster, monday } from '../../support/examples.ts'

/** Large companies go to Ana and Ben in turn, seats decide who is large; the rest goes to Cleo; Dan is in no pool. */
export const playbook = aPlaybook({
  forms: [
    {
      id: 'demo-request',
      questions: [
        { id: 'size', kind: 'choice', label: 'Company size', required: true, options: ['small', 'large'].map(id => ({ id, label: id })) },
        { id: 'seats', kind: 'number', label: 'Seats', min: 1, required: true, showWhen: { fact: 'answers.size', op: 'is', value: 'large' } },
        { id: 'country', kind: 'country', label: 'Country' },
        { id: 'language', kind: 'choice', label: 'Language', options: ['de', 'en', 'fr'].map(id => ({ id, label: id })) },
      ],
    },
  ],
  pools: [{ ...aPool('large', 'ana', 'ben'), label: 'Large companies' }, aPool('rest', 'cleo')],
  routing: {
    rules: [
      {
        id: 'french',
        when: { fact: 'place.country', op: 'is', value: 'FR' },
        to: [{ kind: 'pool', pool: 'large', match: [{ attribute: 'languages', has: 'answers.language' }] }],
      },
      { id: 'large', when: { fact: 'answers.seats', op: 'above', value: 200 }, to: [{ kind: 'pool', pool: 'large' }] },
    ],
    otherwise: [{ kind: 'pool', pool: 'rest' }],
  },
})
export const hours = { tue: [['09:00', '17:00'] as [string, string]] }
export const reps = (more: Record<string, Partial<Rep>> = {}) => aRoster(...['ana', 'ben', 'cleo', 'dan'].map(id => ({ ...aRep(id), ...more[id] })))
export const large = { form: 'demo-request', 'answers.size': 'large', 'answers.seats': 40 }

export function decidedWith(facts: Facts, more: Partial<DecidedWith> = {}): DecidedWith {
  return { playbook, roster: reps(), facts, credits: {}, loads: {}, turns: [], now: monday, ...more }
}

/** Applied, the edits send the lead to the rep: asked of every answer here. */
export function ask(decided: DecidedWith, rep: string) {
  const found = explainWhyNot(decided, rep)
  if (found.edits) expect(decideHandoff(applyEdits(decided, found.edits))).toMatchObject({ outcome: 'assigned', rep })
  return found
}

export const roster = (path: string, from: unknown, to: unknown): Edit => ({ kind: 'roster', path, from, to })
export const fact = (name: string, from: Facts[string] | null, to: Facts[string] | null): Edit => ({ kind: 'fact', fact: name, from, to })
