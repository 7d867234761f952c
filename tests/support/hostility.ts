/** How much hostility a test can take: the slice that `pnpm test` has seconds for, or all of it in `pnpm hostile`. */
export const thorough = process.env.BATON_HOSTILE === 'all'

/** What fast-check begins with: `pnpm hostile` prints one and takes it again; else it chooses, and prints it when it finds something. */
export function seedOf(lane: number): { seed?: number } {
  const { BATON_HOSTILE_SEED: seed } = process.env
  return seed === undefined ? {} : { seed: Number(seed) + lane }
}

export function pick<Value>(inTest: Value, inHostile: Value): Value {
  return thorough ? inHostile : inTest
}

/** A figure of a run that went well is worth reading too; `pnpm test` has lines enough. */
export function report(line: string): void {
  if (thorough) process.stdout.write(`hostile: ${line}\n`)
}
