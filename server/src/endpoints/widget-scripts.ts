import { createHash } from 'node:crypto'
import { BatonError } from '@baton/shared/errors'
import { type LanguageCode, languages } from '@baton/shared/words/languages'
import type { FastifyInstance } from 'fastify'
import type { WidgetFiles } from '../files.ts'
import { compressScript, type Script, sendScript } from '../script.ts'

/** The widget's files that a page asks for by themselves, each under an address that names its content. */
export interface WidgetScripts {
  /** In a language. */
  later(language: LanguageCode): string
  result(language: LanguageCode): string
  work: string
}

interface File {
  name: string
  address: string
  script: Promise<Script>
}

/**
 * `GET /widget/:file`: what the widget needs after its first question. A page that has been open since before an update asks for the file of its own
 * day: it gets today's, and may not keep it.
 */
export function serveWidgetScripts(app: FastifyInstance, widget: WidgetFiles, publicBaseUrl: string): WidgetScripts {
  const files = new Map<string, File>()
  const add = (part: string, code: string) => {
    const name = `${part}.${createHash('sha256').update(code).digest('hex').slice(0, 16)}.js`
    files.set(part, { name, address: `${publicBaseUrl}/widget/${name}`, script: compressScript(code) })
  }
  add('work', widget.work)
  for (const [language, words] of Object.entries(languages)) {
    add(`later.${language}`, withWords(widget.later, words.sending))
    add(`result.${language}`, withWords(widget.result, words.result))
  }

  app.get<{ Params: { file: string } }>('/widget/:file', async (request, reply) => {
    const [, part = ''] = /^([a-z.]+)\.[0-9a-f]{16}\.js$/.exec(request.params.file) ?? []
    const file = files.get(part)
    if (!file) throw new BatonError('not_found')
    return sendScript(request, reply, await file.script, request.params.file === file.name)
  })
  const addressOf = (part: string) => (files.get(part) as File).address // each was just added
  return { later: language => addressOf(`later.${language}`), result: language => addressOf(`result.${language}`), work: addressOf('work') }
}

/** The words stand behind the code, as data. */
export function withWords(code: string, words: object): string {
  return `${code};export const words=${JSON.stringify(words)}`
}
