import { type Condition, type Facts, holds } from './condition.ts'

export interface Territory {
  id: string
  label?: string | undefined
  when: Condition
}

/** The first territory whose condition holds, or null. */
export function findTerritory(territories: readonly Territory[], facts: Facts): Territory | null {
  return territories.find(territory => holds(territory.when, facts)) ?? null
}
