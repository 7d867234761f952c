import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { writeScript } from '@baton/server/endpoints/embed'
import { findRoot, readWidget } from '@baton/server/files'
import { playbook } from '@baton/shared/playbook'
import { publicForm } from '@baton/shared/public-form'
import { expect, test } from 'vitest'

/** One congestion window: ten segments of 1,460 bytes, less what headers take. */
const firstFile = 14_300
const secondFile = 6000

const brotli = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length

test(`what GET /embed/demo-request.js sends before the first question is at most ${firstFile} bytes`, async () => {
  const { embed } = await readWidget()
  const { forms } = playbook.parse(JSON.parse(readFileSync(join(findRoot(), 'demo/playbook.json'), 'utf8')))
  for (const form of forms) {
    for (const locale of [form.locale, ...Object.keys(form.locales)]) {
      const later = 'https://baton.example.com/widget/later.0123456789abcdef.js'
      const bytes = brotli(writeScript(embed, { form: publicForm(form, 1, [locale]), origin: 'https://baton.example.com', later }))
      process.stdout.write(`/embed/${form.id}.js in ${locale}: ${bytes} of ${firstFile} bytes\n`)
      expect(bytes).toBeLessThanOrEqual(firstFile)
    }
  }
})

test(`what the widget asks for at the first key press is at most ${secondFile} bytes`, async () => {
  const bytes = brotli((await readWidget()).later)
  process.stdout.write(`/widget/later.js: ${bytes} of ${secondFile} bytes\n`)
  expect(bytes).toBeLessThanOrEqual(secondFile)
})
