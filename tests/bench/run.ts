import { checkHelp, measureCheck } from './check.ts'
import { decideHelp, measureDecide } from './decide.ts'
import { handoffHelp, measureHandoff } from './handoff.ts'
import { measureWidget, widgetHelp } from './widget.ts'

/** `pnpm bench [name] [options]`: what is measured, by name. */
const benches: Record<string, { measure(words: string[]): Promise<void>; help: string }> = {
  decide: { measure: measureDecide, help: decideHelp },
  check: { measure: measureCheck, help: checkHelp },
  handoff: { measure: measureHandoff, help: handoffHelp },
  widget: { measure: measureWidget, help: widgetHelp },
}

const usage = `pnpm bench [name] [options]   measures one thing; without a name, handoff

${Object.entries(benches)
  .map(([name, { help }]) => `${name}\n${help}`)
  .join('\n')}
Times hold only as ratios within one run: run it where little else runs.
`

async function main([first, ...rest]: string[]): Promise<void> {
  const words = [first, ...rest].filter(word => word !== undefined)
  if (words.includes('--help') || words.includes('-h')) return void process.stdout.write(usage)
  const named = first !== undefined && !first.startsWith('-')
  const bench = benches[named ? first : 'handoff']
  if (!bench) throw new Error(`There is no bench “${first}”.\n\n${usage}`)
  await bench.measure(named ? rest : words)
}

main(process.argv.slice(2)).then(
  () => process.exit(0), // autocannon may leave a timer behind
  error => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
