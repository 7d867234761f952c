import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { writeScript } from '@baton/server/endpoints/embed'
import { playbook } from '@baton/shared/playbook'
import { publicForm } from '@baton/shared/public-form'
import { describe, expect, test } from 'vitest'
import { repoRoot } from './source-files.ts'

/** Of brotli 11: one round trip of a new connection carries about 14,600 bytes (10 segments), headers included. */
const budget = 14_300

const { forms } = playbook.parse(JSON.parse(readFileSync(join(repoRoot, 'demo/playbook.json'), 'utf8')))
const widget = readFileSync(join(repoRoot, 'widget/dist/embed.js'), 'utf8')

describe('the tag, with a form in it, arrives in the first round trip', () => {
  const files = forms.flatMap(form => [form.locale, ...Object.keys(form.locales)].map(locale => ({ form, locale, id: form.id })))

  test.each(files)('/embed/$id.js in $locale', ({ form, locale }) => {
    const script = Buffer.from(writeScript(widget, { form: publicForm(form, 1, [locale]), origin: 'https://baton.example.com' }))
    const { length } = brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: script.length } })
    console.info(`/embed/${form.id}.js in ${locale}: ${length} bytes of ${budget}`)
    expect(length).toBeLessThanOrEqual(budget)
  })
})
