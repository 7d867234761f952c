import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout's root: built files and sources lie at different depths below it. */
export function findRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'pnpm-workspace.yaml'))) return from
  const above = dirname(from)
  if (above === from) throw new Error('Baton runs from its checkout: no pnpm-workspace.yaml was found above it.')
  return findRoot(above)
}

export function migrationsFolder(): string {
  return join(findRoot(), 'server/src/db/migrations')
}

/** The widget's code: what the first question needs, what comes after it, what is shown of the reply, and the work asked of busy networks. Built by `pnpm build`. */
export interface WidgetFiles {
  embed: string
  later: string
  submit: string
  result: string
  modes: string
  work: string
  /** What stands in a form's place where it cannot be had. */
  absent: string
}

export async function readWidget(): Promise<WidgetFiles> {
  const folder = join(findRoot(), 'widget/dist')
  const read = (file: string) =>
    readFile(join(folder, file), 'utf8').catch(cause => {
      throw new Error('The widget is not built yet. Run: npx -y pnpm@12.21.0 build', { cause })
    })
  const [embed, later, submit, result, modes, work, absent] = await Promise.all(
    ['embed', 'later', 'submit', 'result', 'modes', 'work', 'absent'].map(part => read(`${part}.js`)),
  )
  return { embed, later, submit, result, modes, work, absent } as WidgetFiles // one text for each name
}
