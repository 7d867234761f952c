import type { Comparison, Condition } from '../condition.ts'

/** How long a condition is to read: two for a comparison, one for each value it names (“known” as if it named one) and for each “not”. */
export function costOf(condition: Condition): number {
  if ('all' in condition) return condition.all.reduce((sum, part) => sum + costOf(part), 0)
  if ('any' in condition) return condition.any.reduce((sum, part) => sum + costOf(part), 0)
  if ('not' in condition) return 1 + costOf(condition.not)
  return 2 + [condition.value].flat().length
}

export function negated(condition: Condition): Condition {
  if ('not' in condition) return condition.not
  return isConstant(condition) ? ('all' in condition ? { any: [] } : { all: [] }) : { not: condition }
}

function isConstant(condition: Condition): boolean {
  return ('all' in condition && condition.all.length === 0) || ('any' in condition && condition.any.length === 0)
}

/** The same condition with less around it: groups in like groups, groups of one, comparisons of one fact that are one list. */
export function tidyCondition(condition: Condition): Condition {
  if ('not' in condition) return negated(tidyCondition(condition.not))
  if ('all' in condition) {
    const parts = joined(
      condition.all.map(tidyCondition).flatMap(part => ('all' in part ? part.all : [part])),
      'all',
    )
    if (parts.some(part => 'any' in part && part.any.length === 0)) return { any: [] }
    return parts.length === 1 && parts[0] ? parts[0] : { all: parts }
  }
  if ('any' in condition) {
    const parts = joined(
      condition.any.map(tidyCondition).flatMap(part => ('any' in part ? part.any : [part])),
      'any',
    )
    if (parts.some(part => 'all' in part && part.all.length === 0)) return { all: [] }
    return factored(parts)
  }
  return condition
}

/** What all alternatives have in common is said once. */
function factored(parts: readonly Condition[]): Condition {
  const [first, ...others] = parts.map(part => ('all' in part ? part.all : [part]))
  if (!first) return { any: [] }
  if (others.length === 0) return parts[0] ?? { any: [] }
  const says = (list: readonly Condition[], one: Condition) => list.some(other => JSON.stringify(other) === JSON.stringify(one))
  const common = first.filter(one => others.every(other => says(other, one)))
  if (common.length === 0) return { any: [...parts] }
  const rest = [first, ...others].map((list): Condition => ({ all: list.filter(one => !says(common, one)) }))
  return tidyCondition({ all: [...common, { any: rest }] })
}

/** Alternatives of one fact: any of a list. And what must not be said of it: none of a list. */
function joined(parts: readonly Condition[], group: 'all' | 'any'): Condition[] {
  const unlike: Condition[] = []
  for (const part of parts) {
    const place = unlike.findIndex(one => join(one, part, group) !== null)
    const before = unlike[place]
    if (before) unlike[place] = join(before, part, group) ?? before
    else unlike.push(part)
  }
  return unlike
}

const lists: Partial<Record<Comparison['op'], 'in' | 'includesAny'>> = { is: 'in', in: 'in', includes: 'includesAny', includesAny: 'includesAny' }

function join(a: Condition, b: Condition, group: 'all' | 'any'): Condition | null {
  if (JSON.stringify(a) === JSON.stringify(b)) return a
  if (group === 'all') {
    const inner = 'not' in a && 'not' in b ? join(a.not, b.not, 'any') : null
    return inner && { not: inner }
  }
  if (!('op' in a && 'op' in b) || a.fact !== b.fact) return null
  const op = lists[a.op]
  if (op === undefined || op !== lists[b.op]) return null
  const values = [...new Set([a.value, b.value].flat())] as string[] // of one type: of one fact
  return values.some(value => typeof value === 'boolean') ? null : { fact: a.fact, op, value: values }
}
