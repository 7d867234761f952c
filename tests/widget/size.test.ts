import { fileURLToPath } from 'node:url'
import { lent } from '@baton/widget/lent.ts'
import { createBuilder, type Rolldown } from 'vite'
import { beforeAll, expect, it } from 'vitest'

/** The files by their names, as `vite build widget` makes them. */
async function buildWidget(minify?: false): Promise<Record<string, string>> {
  const root = fileURLToPath(new URL('../../widget', import.meta.url))
  const build = { write: false, ...(minify === false && { minify }) }
  const builder = await createBuilder({ root, configFile: `${root}/vite.config.ts`, logLevel: 'error', build })
  const files: Record<string, string> = {}
  for (const environment of Object.values(builder.environments)) {
    const [built] = (await builder.build(environment)) as Rolldown.RolldownOutput[] // one output, not watched
    for (const file of built?.output ?? []) if (file.type === 'chunk') files[file.fileName] = file.code
  }
  return files
}

let files: Record<string, string> = {}
beforeAll(async () => {
  files = await buildWidget()
})

it('lends all that the other files borrow', async () => {
  const { 'later.js': later = '', 'submit.js': submit = '', 'result.js': result = '' } = await buildWidget(false)
  const borrowed = new Set([...(later + submit + result).matchAll(/\blent\.(\w+)/g)].map(([, name]) => name))
  expect([...borrowed]).toEqual(expect.arrayContaining(['h', 'move', 'Out']))
  for (const name of borrowed) expect(lent).toHaveProperty([String(name)])
})

it.each(['later.js', 'submit.js', 'result.js'])('lends %s its Preact and signals, so that no two copies meet', file => {
  expect(files[file]).toMatch(/^export function open\(lent\)\{/)
  // Their own marks on what they make.
  for (const mark of ['preact-signals', '"pv"', '`pv`', 'createElementNS']) expect(files[file]).not.toContain(mark)
  expect(files['embed.js']?.split('"preact-signals"')).toHaveLength(2)
})

it('reads the form from the variable the server writes, and works under a strict content security policy', () => {
  expect(files['embed.js']).toContain('__BATON__')
  for (const code of Object.values(files))
    expect(code).not.toMatch(/\beval\(|new Function|outerHTML|insertAdjacentHTML|document\.write|setAttribute\(.style|zod/i)
  // Preact knows how to write HTML when it is told to; nothing of ours tells it.
  expect(files['embed.js']?.split('dangerouslySetInnerHTML').length).toBeLessThanOrEqual(3)
  for (const file of ['later.js', 'submit.js', 'result.js']) expect(files[file]).not.toMatch(/innerHTML/i)
})
