import { type Html, html } from './html.ts'
import type { DecisionView } from './lead-view.ts'
import { instant } from './words.ts'

/** A decision, whole: the sentences first, then all they rest on. */
export function decisionCard(decision: DecisionView, heading: string): Html {
  return html`<section class="card"><h2>${heading}</h2>
    <p class="soft small">${instant(decision.at)} · rule “${decision.rule}”${decision.destination !== null && `, destination ${decision.destination + 1}`}${decision.territory && ` · territory ${decision.territory.label}`}</p>
    <ul class="rows">${decision.why.map(sentence => html`<li>${sentence}</li>`)}</ul>
    ${scoreRows(decision)}
    ${candidateRows(decision)}
    ${ruleRows(decision)}
    ${creditRows(decision)}
    ${factRows(decision)}
  </section>`
}

function scoreRows({ score }: DecisionView): Html | null {
  if (score.reasons.length === 0) return null
  return html`<h3>Score: ${score.points} points${score.grade && `, grade ${score.grade}`}</h3>
    <table><tbody>${score.reasons.map(({ label, points }) => html`<tr><td>${label}</td><td class="right numbers"><span class="badge ${points < 0 ? 'bad' : 'good'}">${signed(points)}</span></td></tr>`)}</tbody></table>`
}

function candidateRows({ candidates }: DecisionView): Html | null {
  if (candidates.length === 0) return null
  const places = [...new Set(candidates.map(({ destination }) => destination))]
  const at = (place: number) => candidates.filter(({ destination }) => destination === place)
  return html`<details><summary>Who was looked at, destination by destination</summary>${places.map(
    place =>
      html`<h3>Destination ${place + 1}</h3><ul class="rows">${at(place).map(({ sentence, verdict }) => html`<li class="${verdict === 'taken' ? '' : 'passed'}">${sentence}</li>`)}</ul>`,
  )}</details>`
}

function ruleRows({ rules }: DecisionView): Html | null {
  if (rules.length === 0) return null
  return html`<h3>Every rule</h3>
    <ul class="rows">${rules.map(rule => html`<li class="${rule.holds && rule.reached ? '' : 'passed'}"><strong>${rule.label ?? rule.id}</strong> ${verdictBadge(rule)}<br><span class="small">${rule.why}</span></li>`)}</ul>`
}

function verdictBadge({ holds, reached }: DecisionView['rules'][number]): Html {
  if (!reached) return html`<span class="soft small">${holds ? 'holds too, but an earlier rule won' : 'not reached'}</span>`
  return html`<span class="badge ${holds ? 'good' : ''}">${holds ? 'applied' : 'does not hold'}</span>`
}

/** Exact fractions, as the ledger keeps them: turned into decimals they would no longer sum to zero. */
function creditRows({ credit, candidates, refund, drift }: DecisionView): Html | null {
  if (!credit) return null
  const nameOf = (rep: string) => candidates.find(candidate => candidate.rep === rep)?.name ?? rep
  return html`<h3>What the turn moved in “${credit.pool}”</h3>
    ${refund && html`<p><span class="badge bad">Refunded</span> ${refundReasons[refund.reason]}: the turn was given back <span class="soft small">${instant(refund.at)}</span></p>`}
    <table><tbody>${Object.entries(credit.moves).map(([rep, move]) => html`<tr><td>${nameOf(rep)}</td><td class="right numbers">${move === '0' ? move : `${move}/${credit.unit}`}</td></tr>`)}</tbody></table>
    ${drift.map(({ sentence }) => html`<p class="soft small">${sentence}</p>`)}`
}

const refundReasons = { 'no-show': 'Nobody came', disqualified: 'It was no meeting for sales' } as const

function factRows({ facts }: DecisionView): Html {
  const known = Object.entries(facts)
  return html`<details><summary>All ${known.length} facts</summary><dl class="small">${known.map(([name, value]) => html`<dt>${name}</dt><dd dir="auto">${Array.isArray(value) ? value.join(', ') : String(value)}</dd>`)}</dl></details>`
}

function signed(points: number): string {
  return `${points < 0 ? '−' : '+'}${Math.abs(points)}`
}
