import type { Acknowledgement, AskedMail, History } from './history.ts'
import { type Capacity, endless } from './team.ts'

/** What must be true of every history, each a pure function: the sentences that it finds untrue, none where all is well. */
export type Invariant = (history: History) => string[]

/** Every acknowledged submission is stored under the token it was answered with, with its lead and one decision. */
export const nothingLost: Invariant = ({ events, stored }) => {
  const submissions = new Map(stored.submissions.map(submission => [submission.id, submission]))
  const leads = new Set(stored.leads.map(({ id }) => id))
  const decided = new Set(stored.decisions.map(({ submissionId }) => submissionId))
  return acknowledgements(events).flatMap(({ submissionId, reply }) => {
    const submission = submissions.get(submissionId)
    if (!submission) return `${submissionId} was acknowledged and is not stored.`
    if (!('token' in reply) || submission.token !== reply.token) return `${submissionId} was acknowledged with another token than is stored.`
    if (!submission.leadId || !leads.has(submission.leadId)) return `${submissionId} was acknowledged and has no lead.`
    return decided.has(submissionId) ? [] : `${submissionId} was acknowledged and has no decision.`
  })
}

/** One lead an address; one decision a submission; one assignment where it says so, of the rep that the visitor was told, and none elsewhere. */
export const assignedOnce: Invariant = ({ events, stored }) => {
  const told = new Map(acknowledgements(events).flatMap(({ submissionId, reply }) => (reply.outcome === 'assigned' ? [[submissionId, reply.rep.name]] : [])))
  const assigned = groupBy(stored.assignments, ({ decisionId }) => decisionId)
  const wrong = stored.decisions.flatMap(({ id, submissionId, outcome }) => {
    const reps = (assigned.get(id) ?? []).map(({ rep }) => rep)
    const due = outcome === 'assigned' ? 1 : 0
    if (reps.length !== due) return `${submissionId} is ${outcome} and has ${reps.length} assignments.`
    const name = told.get(submissionId)
    return name === undefined || reps[0] === name.toLowerCase() ? [] : `${submissionId} was told ${name} and went to ${reps[0]}.`
  })
  return [
    ...wrong,
    ...twice(stored.decisions.map(({ submissionId }) => submissionId)).map(id => `${id} was decided twice.`),
    ...twice(stored.leads.map(({ email }) => email)).map(email => `${email} is two leads.`),
  ]
}

/** The ledger of each pool has no gap, sums to zero, and whoever is always there is less than one lead from their share after every turn. */
export const exactShares: Invariant = ({ stored }) =>
  [...groupBy(stored.turns, ({ pool }) => pool)].flatMap(([pool, turns]) => {
    const given = new Map<string, number>()
    const weights = Object.entries(endless[pool] ?? {})
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
    return turns.flatMap(({ position, rep, sum }, index) => {
      if (position !== index) return `Place ${index} on the ledger of ${pool} is ${position}.`
      if (rep === null) return `Turn ${index} of ${pool} went to nobody.`
      if (Number(sum) !== 0) return `Turn ${index} of ${pool} moves ${sum} credits.`
      given.set(rep, (given.get(rep) ?? 0) + 1)
      const away = weights.filter(([member, weight]) => Math.abs((given.get(member) ?? 0) - ((index + 1) * weight) / total) >= 1)
      return away.map(([member]) => `After turn ${index} of ${pool} ${member} is a lead from their share.`)
    })
  })

/** Nobody has more leads than they take, at once or in a day, and the counters say what is there. */
export const capacityKept =
  (capacities: Record<string, Capacity>): Invariant =>
  ({ stored }) => {
    const counted = (field: keyof Capacity, rep: string, has: number, counter: number | undefined) => {
      const most = capacities[rep]?.[field]
      return [
        ...(most !== undefined && has > most ? [`${rep} takes ${most} leads (${field}) and has ${has}.`] : []),
        ...(has === (counter ?? 0) ? [] : [`${rep} has ${has} leads (${field}), and ${counter} are counted.`]),
      ]
    }
    const owned = groupBy(
      stored.leads.filter(({ owner }) => owner !== null),
      ({ owner }) => owner ?? '',
    )
    const firsts = [...groupBy(stored.assignments, ({ leadId, rep }) => `${leadId} ${rep}`).values()].flatMap(([first]) => first ?? [])
    const perDay = groupBy(firsts, ({ rep, day }) => `${rep} ${day}`)
    return [
      ...[...owned].flatMap(([rep, leads]) => counted('open', rep, leads.length, stored.open.find(row => row.rep === rep)?.open)),
      ...[...perDay].flatMap(([key, days]) => {
        const [rep = '', day] = key.split(' ')
        return counted('perDay', rep, days.length, stored.days.find(row => row.rep === rep && row.day === day)?.assigned)
      }),
    ]
  }

/** Every mail that is stored was accepted under its key, always with the same bytes; the provider knows no other key, and nothing followed a redirect. */
export const mailedOnce: Invariant = ({ events, stored }) => {
  const asked = groupBy(mails(events), ({ key }) => key)
  const keys = new Set(stored.deliveries.map(({ id }) => id))
  const wrong = stored.deliveries.flatMap(({ id, kind }) => {
    const requests = asked.get(id) ?? []
    if (new Set(requests.map(({ bytes }) => bytes)).size > 1) return `The ${kind} ${id} changed its bytes.`
    return requests.some(({ known }) => known) ? [] : `The ${kind} ${id} was never accepted.`
  })
  return [
    ...wrong,
    ...[...asked.keys()].filter(key => !keys.has(key)).map(key => `The provider was asked with the key ${key}, which is no delivery.`),
    ...twice(stored.deliveries.map(({ submissionId, kind }) => `${kind} of ${submissionId}`)).map(what => `The ${what} is there twice.`),
    ...mails(events).flatMap(({ behaviour, key }) => (behaviour === 'asked elsewhere' ? `${key} was sent where a redirect pointed to.` : [])),
  ]
}

/** No mail is left to send, and none was given up. Where a decision was made there are mails. */
export const nothingOwed: Invariant = ({ stored }) => {
  const mailed = new Set(stored.deliveries.map(({ submissionId }) => submissionId))
  return [
    ...stored.deliveries.flatMap(({ id, kind, state }) => (state === 'sent' ? [] : `The ${kind} ${id} is ${state}.`)),
    ...stored.decisions.flatMap(({ submissionId }) => (mailed.has(submissionId) ? [] : `${submissionId} was decided and nobody was written to.`)),
  ]
}

/** Whoever asks again with the same id gets the same reply. */
export const sameReplies: Invariant = ({ events }) =>
  [...groupBy(acknowledgements(events), ({ submissionId }) => submissionId)].flatMap(([id, answers]) => {
    const replies = new Set(answers.map(({ reply }) => JSON.stringify(reply)))
    const first = answers.filter(({ status }) => status === 201).length
    return [...(replies.size > 1 ? [`${id} got ${replies.size} different replies.`] : []), ...(first > 1 ? [`${id} was taken as new ${first} times.`] : [])]
  })

/** A client gets its answer, or is told to come again, or the connection ends; a replica ends when it is ended. */
export const honestFailures: Invariant = ({ events }) =>
  events.flatMap(event => {
    if (event.kind === 'unanswered' && event.status !== null && event.status !== 503)
      return `${event.submissionId} was answered with ${event.status}: ${event.reason}`
    return event.kind === 'ended' && event.wasReady ? `Replica ${event.replica} ended by itself: ${event.output}` : []
  })

function acknowledgements(events: History['events']): Acknowledgement[] {
  return events.filter(event => event.kind === 'acknowledged')
}

function mails(events: History['events']): AskedMail[] {
  return events.filter(event => event.kind === 'mail')
}

function groupBy<One>(list: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of list) {
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return groups
}

function twice(list: readonly string[]): string[] {
  return [...groupBy(list, one => one)].filter(([, group]) => group.length > 1).map(([one]) => one)
}
