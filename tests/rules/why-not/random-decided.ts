import type { Facts, FactValue } from '@baton/shared/condition'
import { decideNext, loadsAt, nothingCarried } from '@baton/shared/decide-in-order'
import type { Playbook } from '@baton/shared/playbook'
import type { Rep } from '@baton/shared/roster'
import type { DecidedWith, EarlierTurn } from '@baton/shared/why-not/edits'
import fc from 'fast-check'
import { countLeads, everyLead } from '../verify/every-lead.ts'
import { drawSmall } from '../verify/random-playbook.ts'
import { everyValue } from './every-edit.ts'

const mostLeads = 200

/** A lead of a small playbook with a few before it, and reps who have little room. */
export function drawDecided(draw: fc.GeneratorValue): DecidedWith {
  const small = drawSmall(draw)
  fc.pre(countLeads(small) <= mostLeads)
  const upTo = (most: number) => draw(fc.integer, { min: 0, max: most })
  const reps: Rep[] = small.roster.reps.map(rep => {
    const { capacity: _, ...free } = rep
    return upTo(2) > 0 ? free : { ...free, capacity: { ...(upTo(1) > 0 && { perDay: upTo(2) }), ...(upTo(1) > 0 && { open: upTo(3) }) } }
  })
  const documents = { playbook: small.playbook, roster: { ...small.roster, reps } }
  const leads = small.playbook.forms.flatMap(form => everyLead(small.playbook, form))
  fc.pre(leads.length > 0)
  const at = (halfHours: number) => new Date(small.span.from.getTime() + halfHours * 1_800_000)
  const last = 2 + upTo(90)
  const turns: EarlierTurn[] = []
  let carried = nothingCarried
  for (let place = upTo(4); place > 0; place--) {
    const moment = at(Math.max(0, last - place * upTo(12)))
    const { decision, after } = decideNext(documents, carried, { facts: leads[upTo(leads.length - 1)] ?? {}, at: moment })
    carried = after
    if (decision.credit && decision.outcome === 'assigned')
      turns.push({ pool: decision.credit.pool, lead: `lead-${place}`, rep: decision.rep, at: moment, unit: decision.credit.unit, moves: decision.credit.moves })
  }
  const now = at(last)
  const lead = leads[upTo(leads.length - 1)] ?? {}
  return {
    ...documents,
    facts: upTo(2) > 0 ? lead : change(lead, documents.playbook, upTo),
    credits: carried.credits,
    loads: loadsAt(documents.roster, carried, now),
    turns,
    now,
  }
}

/** Files hold leads that no form could have sent: of which something was left out, or set. */
function change(lead: Facts, playbook: Playbook, upTo: (most: number) => number): Facts {
  const values = [...everyValue(playbook)]
  const facts: Record<string, FactValue> = { ...lead }
  for (let count = 1 + upTo(2); count > 0; count--) {
    const [fact = '', possible = []] = values[upTo(values.length - 1)] ?? []
    const value = possible[upTo(possible.length - 1)]
    if (value === undefined) delete facts[fact]
    else facts[fact] = value
  }
  return facts
}
