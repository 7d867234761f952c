import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { writeScript } from '@baton/server/endpoints/embed'
import { withWords } from '@baton/server/endpoints/widget-scripts'
import { findRoot, readWidget } from '@baton/server/files'
import { playbook } from '@baton/shared/playbook'
import { publicForm } from '@baton/shared/public-form'
import { languageOf, languages } from '@baton/shared/words/languages'
import { expect, test } from 'vitest'

/** One congestion window: ten segments of 1,460 bytes, less what headers take. */
const firstFile = 14_300
const laterFile = 6000

const brotli = (text: string) => brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length

test(`what GET /embed/demo-request.js sends before the first question is at most ${firstFile} bytes`, async () => {
  const { embed } = await readWidget()
  const { forms } = playbook.parse(JSON.parse(readFileSync(join(findRoot(), 'demo/playbook.json'), 'utf8')))
  for (const form of forms) {
    for (const locale of [form.locale, ...Object.keys(form.locales)]) {
      const origin = 'https://baton.example.com'
      const addressOf = (part: string) => `${origin}/widget/${part}.${languageOf(locale)}.${createHash('sha256').update(part).digest('hex').slice(0, 16)}.js`
      const embedded = { origin, text: languages[languageOf(locale)].asking, later: addressOf('later'), result: addressOf('result') }
      const bytes = brotli(writeScript(embed, { form: publicForm(form, 1, [locale]), ...embedded }))
      process.stdout.write(`/embed/${form.id}.js in ${locale}: ${bytes} of ${firstFile} bytes\n`)
      expect(bytes).toBeLessThanOrEqual(firstFile)
    }
  }
})

test(`each file the widget asks for at the first key press is at most ${laterFile} bytes, in every language`, async () => {
  const { later, result } = await readWidget()
  for (const [language, { sending, result: words }] of Object.entries(languages)) {
    for (const [part, file] of Object.entries({ later: withWords(later, sending), result: withWords(result, words) })) {
      const bytes = brotli(file)
      process.stdout.write(`/widget/${part}.${language}.js: ${bytes} of ${laterFile} bytes\n`)
      expect(bytes).toBeLessThanOrEqual(laterFile)
    }
  }
})
