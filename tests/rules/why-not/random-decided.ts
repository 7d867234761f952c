import { decideNext, loadsAt, nothingCarried } from '@baton/shared/decide-in-order'
import type { Rep } from '@baton/shared/roster'
import type { DecidedWith, EarlierTurn } from '@baton/shared/why-not/edits'
import fc from 'fast-check'
import { countLeads, everyLead } from '../verify/every-lead.ts'
import { drawSmall } from '../verify/random-playbook.ts'

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
  return { ...documents, facts: leads[upTo(leads.length - 1)] ?? {}, credits: carried.credits, loads: loadsAt(documents.roster, carried, now), turns, now }
}
