import { createHash } from 'node:crypto'
import { BatonError } from '@baton/shared/errors'
import { type LanguageCode, languages } from '@baton/shared/words/languages'
import type { Words } from '@baton/shared/words/words'
import type { FastifyInstance } from 'fastify'
import type { WidgetFiles } from '../files.ts'
import type { KeptScripts } from '../kept-scripts.ts'
import { compressScript, type Script, sendScript } from '../script.ts'

/** The widget's files that a page asks for by themselves, each under an address that names its content. */
export interface WidgetScripts {
  /** The address of `later`, `submit`, `result` and `modes` in a language, whose names differ in nothing else: see `Embedded`. They are kept from then on. */
  rest(language: LanguageCode): string
  work: string
}

/**
 * `GET /widget/:file`: what the widget needs after its first question. A page that has been open since before an update gets the file of its own day;
 * where that was not kept it gets today's, and may not keep it.
 */
export function serveWidgetScripts(app: FastifyInstance, widget: WidgetFiles, publicBaseUrl: string, kept: KeptScripts): WidgetScripts {
  const files = new Map<string, { version: string; script: Promise<Script> }>()
  const addressOf = (part: string, version: string) => `${publicBaseUrl}/widget/${part}.${version}.js`
  const workVersion = versionOf([widget.work])
  files.set('work', { version: workVersion, script: compressScript(widget.work) })
  const restOf = {} as Record<LanguageCode, { version: string; codes: Rest<string> }> // filled with each of them
  for (const language of Object.keys(languages) as LanguageCode[]) {
    const words: Words = languages[language]
    const codes = {
      later: withWords(widget.later, words.sending),
      submit: withWords(widget.submit, words.sending),
      result: withWords(widget.result, words.result),
      modes: withWords(widget.modes, words.modes),
    }
    const version = versionOf(Object.values(codes))
    for (const [part, code] of Object.entries(codes)) files.set(`${part}.${language}`, { version, script: compressScript(code) })
    restOf[language] = { version, codes }
  }

  /** Of other days, by name. */
  const elders = new Map<string, Rest<Promise<Script>>>()

  app.get<{ Params: { file: string } }>('/widget/:file', async (request, reply) => {
    const [, part = '', language = '', version = ''] = /^([a-z]+)(\.[A-Za-z-]+)?\.([0-9a-f]{16})\.js$/.exec(request.params.file) ?? []
    const file = files.get(part + language)
    if (!file) throw new BatonError('not_found')
    if (version === file.version) return sendScript(request, reply, await file.script, 'pinned')
    const name = nameOf(language.slice(1), version)
    if (!elders.has(name)) await recall(name, version)
    const elder = elders.get(name)?.[part as keyof Rest<Promise<Script>>] // the address may name another
    return sendScript(request, reply, await (elder ?? file.script), elder ? 'pinned' : 'fresh')
  })

  async function recall(name: string, version: string): Promise<void> {
    const codes: Rest<string> = JSON.parse((await kept.find(name)) ?? '{}')
    if (versionOf(Object.values(codes)) !== version) return
    const scripts = Object.entries(codes).map(([part, code]) => [part, compressScript(code)])
    elders.set(name, Object.fromEntries(scripts))
  }

  return {
    rest(language) {
      const { version, codes } = restOf[language]
      kept.keep(nameOf(language, version), JSON.stringify(codes))
      return addressOf(`*.${language}`, version)
    },
    work: addressOf('work', workVersion),
  }
}

/** Of each part. */
type Rest<Value> = Record<'later' | 'submit' | 'result' | 'modes', Value>

const nameOf = (language: string, version: string) => `rest.${language}.${version}`

function versionOf(codes: string[]): string {
  return createHash('sha256').update(codes.join()).digest('hex').slice(0, 16)
}

/** The words stand behind the code, as data. */
export function withWords(code: string, words: object): string {
  return `${code};export const words=${JSON.stringify(words)}`
}
