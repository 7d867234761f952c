import { normalise } from '../condition.ts'
import type { Destination, Playbook } from '../playbook.ts'
import type { Roster } from '../roster.ts'
import { checkCondition } from './check-condition.ts'
import { checkForm, checkSameQuestions } from './check-form.ts'
import { checkMessages } from './check-translations.ts'
import { checkUnique } from './check-unique.ts'
import { type DocumentError, pointer } from './findings.ts'
import { nearestName } from './nearest.ts'
import { type FactMeaning, readVocabulary } from './vocabulary.ts'

/** What makes a playbook unusable with a roster, though each has the right shape: names that lead nowhere, values of the wrong type. */
export function checkPlaybook(playbook: Playbook, roster: Roster): DocumentError[] {
  const facts = readVocabulary(playbook, roster)
  return [
    ...checkUnique(playbook.forms, ['forms']),
    ...playbook.forms.flatMap((form, index) => checkForm(form, ['forms', index], facts)),
    ...checkSameQuestions(playbook.forms),
    ...checkMessages(playbook.messages),
    ...checkScoring(playbook, facts),
    ...checkUnique(playbook.territories, ['territories']),
    ...playbook.territories.flatMap(({ when }, index) => checkCondition(when, ['territories', index, 'when'], { facts, forbidden: beforeTerritory })),
    ...checkPools(playbook, roster),
    ...checkQueues(playbook),
    ...checkRules(playbook, roster, facts),
  ]
}

/** What is wrong with a roster by itself. */
export function checkRoster(roster: Roster): DocumentError[] {
  const ids = roster.reps.map(({ id }) => id)
  const strangers = roster.holidays.flatMap((holiday, index) =>
    (holiday.reps ?? []).flatMap((rep, place) => missing('rep', rep, ids, ['holidays', index, 'reps', place], 'roster')),
  )
  return [...checkUnique(roster.reps, ['reps'], { document: 'roster' }), ...strangers]
}

function checkScoring({ scoring }: Playbook, facts: ReadonlyMap<string, FactMeaning>): DocumentError[] {
  const forbidden = (fact: string) => (fact.startsWith('score.') ? 'A criterion cannot use the score it makes.' : null)
  return [
    ...checkUnique(scoring.criteria, ['scoring', 'criteria']),
    ...checkUnique(scoring.grades, ['scoring', 'grades']),
    ...scoring.criteria.flatMap(({ when }, index) => checkCondition(when, ['scoring', 'criteria', index, 'when'], { facts, forbidden })),
  ]
}

/** Order: facts, territory, score, rules. */
function beforeTerritory(fact: string): string | null {
  if (fact.startsWith('score.')) return 'A territory is found before the score: it cannot use it.'
  return fact === 'territory' ? 'A territory cannot use the territory.' : null
}

function checkPools({ pools }: Playbook, roster: Roster): DocumentError[] {
  const reps = roster.reps.map(({ id }) => id)
  return [
    ...checkUnique(pools, ['pools']),
    ...pools.flatMap(({ members }, index) => [
      ...checkUnique(
        members.map(({ rep }) => ({ id: rep })),
        ['pools', index, 'members'],
        { key: 'rep' },
      ),
      ...members.flatMap(({ rep }, place) => missing('rep', rep, reps, ['pools', index, 'members', place, 'rep'])),
    ]),
  ]
}

function checkQueues({ queues, pools }: Playbook): DocumentError[] {
  const names = pools.map(({ id }) => id)
  return [
    ...checkUnique(queues, ['queues']),
    ...reserved(queues, ['queues'], 'unassigned'),
    ...queues.flatMap((queue, index) => queue.pools.flatMap((pool, place) => missing('pool', pool, names, ['queues', index, 'pools', place]))),
  ]
}

function checkRules(playbook: Playbook, roster: Roster, facts: ReadonlyMap<string, FactMeaning>): DocumentError[] {
  const { rules, otherwise } = playbook.routing
  const destinations = (list: readonly Destination[], place: readonly PropertyKey[]) =>
    list.flatMap((destination, index) => checkDestination(destination, [...place, index], playbook, roster, facts))
  return [
    ...checkUnique(rules, ['routing', 'rules']),
    ...reserved(rules, ['routing', 'rules'], 'otherwise'),
    ...rules.flatMap((rule, index) => [
      ...checkCondition(rule.when, ['routing', 'rules', index, 'when'], { facts }),
      ...destinations(rule.to, ['routing', 'rules', index, 'to']),
    ]),
    ...destinations(otherwise, ['routing', 'otherwise']),
  ]
}

/** Words that already mean something: the built-in queue, and the list for leads that no rule takes. */
function reserved(list: readonly { id: string }[], place: readonly PropertyKey[], word: string): DocumentError[] {
  return list.flatMap(({ id }, index) =>
    normalise(id) === word
      ? [{ document: 'playbook' as const, path: pointer([...place, index, 'id']), message: `“${word}” is built in; give this another id.`, nearest: null }]
      : [],
  )
}

function checkDestination(
  destination: Destination,
  place: readonly PropertyKey[],
  playbook: Playbook,
  roster: Roster,
  facts: ReadonlyMap<string, FactMeaning>,
): DocumentError[] {
  switch (destination.kind) {
    case 'rep':
      return missing(
        'rep',
        destination.rep,
        roster.reps.map(({ id }) => id),
        [...place, 'rep'],
      )
    case 'queue':
      return missing('queue', destination.queue, [...playbook.queues.map(({ id }) => id), 'unassigned'], [...place, 'queue'])
    case 'pool':
      return [
        ...missing(
          'pool',
          destination.pool,
          playbook.pools.map(({ id }) => id),
          [...place, 'pool'],
        ),
        ...(destination.match ?? []).flatMap(({ has }, index) =>
          facts.has(has)
            ? []
            : [
                {
                  document: 'playbook' as const,
                  path: pointer([...place, 'match', index, 'has']),
                  message: `There is no fact “${has}”.`,
                  nearest: nearestName(has, facts.keys()),
                },
              ],
        ),
      ]
    case 'owner':
    case 'disqualify':
      return []
  }
}

function missing(
  kind: string,
  name: string,
  names: readonly string[],
  place: readonly PropertyKey[],
  document: DocumentError['document'] = 'playbook',
): DocumentError[] {
  if (names.some(one => normalise(one) === normalise(name))) return []
  return [{ document, path: pointer(place), message: `There is no ${kind} “${name}”.`, nearest: nearestName(name, names) }]
}
