import { createHash } from 'node:crypto'
import { BatonError } from '@baton/shared/errors'
import { type LanguageCode, languages } from '@baton/shared/words/languages'
import type { FastifyInstance } from 'fastify'
import type { WidgetFiles } from '../files.ts'
import { compressScript, type Script, sendScript } from '../script.ts'

/** The widget's files that a page asks for by themselves, each under an address that names its content. */
export interface WidgetScripts {
  /** `later`, `submit`, `result` and `modes` in a language, whose names differ in nothing else: see `Embedded`. */
  rest(language: LanguageCode): string
  work: string
}

/**
 * `GET /widget/:file`: what the widget needs after its first question. A page that has been open since before an update asks for the file of its own
 * day: it gets today's, and may not keep it.
 */
export function serveWidgetScripts(app: FastifyInstance, widget: WidgetFiles, publicBaseUrl: string): WidgetScripts {
  const files = new Map<string, { version: string; script: Promise<Script> }>()
  const versionOf = (...codes: string[]) => createHash('sha256').update(codes.join()).digest('hex').slice(0, 16)
  const addressOf = (part: string, version: string) => `${publicBaseUrl}/widget/${part}.${version}.js`
  const workVersion = versionOf(widget.work)
  files.set('work', { version: workVersion, script: compressScript(widget.work) })
  const rest = new Map<string, string>()
  for (const [language, words] of Object.entries(languages)) {
    const codes = {
      later: withWords(widget.later, words.sending),
      submit: withWords(widget.submit, words.sending),
      result: withWords(widget.result, words.result),
      modes: withWords(widget.modes, words.modes),
    }
    const version = versionOf(...Object.values(codes))
    for (const [part, code] of Object.entries(codes)) files.set(`${part}.${language}`, { version, script: compressScript(code) })
    rest.set(language, addressOf(`*.${language}`, version))
  }

  app.get<{ Params: { file: string } }>('/widget/:file', async (request, reply) => {
    const [, part = '', version] = /^([A-Za-z.-]+)\.([0-9a-f]{16})\.js$/.exec(request.params.file) ?? []
    const file = files.get(part)
    if (!file) throw new BatonError('not_found')
    return sendScript(request, reply, await file.script, version === file.version ? 'pinned' : 'fresh')
  })
  return { rest: language => rest.get(language) ?? '', work: addressOf('work', workVersion) }
}

/** The words stand behind the code, as data. */
export function withWords(code: string, words: object): string {
  return `${code};export const words=${JSON.stringify(words)}`
}
