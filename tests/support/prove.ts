/**
 * How often a property is tried: as often as it says in `pnpm test`, and as often as `pnpm prove` asks in `pnpm prove`, where a
 * proof by many histories has the minutes it takes.
 */
export function runsOf(usual: number): number {
  return Number(process.env.BATON_PROVE_RUNS) || usual
}
