import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScript } from '@baton/server/endpoints/embed'
import { withWords } from '@baton/server/endpoints/widget-scripts'
import { findRoot, readWidget } from '@baton/server/files'
import { compressScript } from '@baton/server/script'
import { playbook } from '@baton/shared/playbook'
import { openingOf, publicForm } from '@baton/shared/public-form'
import { type LanguageCode, languageOf, languages } from '@baton/shared/words/languages'
import { expect, test } from 'vitest'

/** One congestion window: ten segments of 1,460 bytes, less what headers take. */
const firstFile = 14_300
const laterFile = 6000

const languageCodes = Object.keys(languages) as LanguageCode[] // the keys are just those

const brotli = async (text: string) => (await compressScript(text)).br.length

test(`what GET /embed/demo-request.js sends before the first question is at most ${firstFile} bytes`, async () => {
  const { embed } = await readWidget()
  for (const form of demoForms()) {
    for (const locale of [form.locale, ...Object.keys(form.locales)]) {
      const shown = publicForm(form, 1, [locale])
      const bytes = await brotli(writeScript(embed, { form: shown, opening: openingOf(shown), ...around(languageOf(locale)) }))
      process.stdout.write(`/embed/${form.id}.js in ${locale}: ${bytes} of ${firstFile} bytes\n`)
      expect(bytes).toBeLessThanOrEqual(firstFile)
    }
  }
})

test('the same with the words of each language that Baton speaks', async () => {
  const { embed } = await readWidget()
  for (const code of languageCodes) {
    for (const form of demoForms()) {
      const shown = { ...publicForm(form, 1, []), locale: code }
      const bytes = await brotli(writeScript(embed, { form: shown, opening: openingOf(shown), ...around(code) }))
      process.stdout.write(`/embed/${form.id}.js beside words in ${code}: ${bytes} of ${firstFile} bytes\n`)
      expect(bytes).toBeLessThanOrEqual(firstFile)
    }
  }
})

test(`each file the widget asks for at the first key press is at most ${laterFile} bytes, in every language`, async () => {
  const { later, submit, result, modes } = await readWidget()
  for (const [language, words] of Object.entries(languages)) {
    for (const [part, file] of Object.entries({
      later: withWords(later, words.sending),
      submit: withWords(submit, words.sending),
      result: withWords(result, words.result),
      modes: withWords(modes, words.modes),
    })) {
      const bytes = await brotli(file)
      process.stdout.write(`/widget/${part}.${language}.js: ${bytes} of ${laterFile} bytes\n`)
      expect(bytes).toBeLessThanOrEqual(laterFile)
    }
  }
})

test('README says the same figures', () => {
  const readme = readFileSync(join(findRoot(), 'README.md'), 'utf8')
  const figures = [firstFile, laterFile].map(bytes => bytes.toLocaleString('en'))
  expect(/at most ([\d,]+) bytes \(brotli\)[\s\S]*?of at most ([\d,]+)\./.exec(readme)?.slice(1)).toEqual(figures)
})

function demoForms() {
  return playbook.parse(JSON.parse(readFileSync(join(findRoot(), 'demo/playbook.json'), 'utf8'))).forms
}

/** What stands beside the form, with an address as long as a real one. */
function around(language: LanguageCode) {
  const origin = 'https://baton.example.com'
  const rest = `${origin}/widget/*.${language}.${createHash('sha256').digest('hex').slice(0, 16)}.js`
  return { others: ['de'], origin, text: languages[language].asking, rest }
}
