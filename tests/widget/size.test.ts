import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { Embedded } from '@baton/shared/api'
import { playbook } from '@baton/shared/playbook'
import { publicForm } from '@baton/shared/public-form'
import { lent } from '@baton/widget/lent.ts'
import { createBuilder, type Rolldown } from 'vite'
import { beforeAll, expect, it } from 'vitest'
import demo from '../../demo/playbook.json' with { type: 'json' }

/** Both files by their names, as `vite build widget` makes them. */
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

it.each(['en', 'de'])('arrives, with a form of eleven questions in %s, in one congestion window', locale => {
  const [form] = playbook.parse(demo).forms
  expect(form?.questions).toHaveLength(11)
  if (!form) return
  const later = 'https://baton.example.com/widget/later.0123456789abcdef.js'
  const embedded: Embedded = { form: publicForm(form, 1, [locale]), origin: 'https://baton.example.com', later }
  expect(brotliCompressSync(`(()=>{const __BATON__=${JSON.stringify(embedded)};${files['embed.js']}})()`).length).toBeLessThanOrEqual(14_300)
})

it('brings what can wait until somebody answers in 6,000 bytes', () => {
  expect(brotliCompressSync(files['later.js'] ?? '').length).toBeLessThanOrEqual(6000)
})

it('lends all that the second file borrows', async () => {
  const { 'later.js': readable = '' } = await buildWidget(false)
  const borrowed = new Set([...readable.matchAll(/\blent\.(\w+)/g)].map(([, name]) => name))
  expect([...borrowed]).toEqual(expect.arrayContaining(['jsx', 'move', 'Out']))
  for (const name of borrowed) expect(lent).toHaveProperty([String(name)])
})

it('lends the second file its Preact and signals, so that no two copies meet', () => {
  expect(files['later.js']).toMatch(/^export function openLater\(lent\)\{/)
  // Their own marks on what they make.
  for (const mark of ['preact-signals', '"pv"', '`pv`', 'createElementNS']) expect(files['later.js']).not.toContain(mark)
  expect(files['embed.js']?.split('"preact-signals"')).toHaveLength(2)
})

it('reads the form from the variable the server writes, and works under a strict content security policy', () => {
  expect(files['embed.js']).toContain('__BATON__')
  for (const code of Object.values(files))
    expect(code).not.toMatch(/\beval\(|new Function|outerHTML|insertAdjacentHTML|document\.write|setAttribute\(.style|zod/i)
  // Preact knows how to write HTML when it is told to; nothing of ours tells it.
  expect(files['embed.js']?.split('dangerouslySetInnerHTML').length).toBeLessThanOrEqual(3)
  expect(files['later.js']).not.toMatch(/innerHTML/i)
})
