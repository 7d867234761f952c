import { createHash } from 'node:crypto'
import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import type { WidgetFiles } from '../files.ts'
import { compressScript, sendScript } from '../script.ts'

type Part = Exclude<keyof WidgetFiles, 'embed'>

/** The widget's files that a page asks for by themselves, each under an address that names its content. */
export type WidgetScripts = Record<Part, { address: string }>

const parts: readonly Part[] = ['later', 'work']

/**
 * `GET /widget/:file`: what the widget needs after its first question. A page that has been open since before an update asks for the file of its own
 * day: it gets today's, and may not keep it.
 */
export function serveWidgetScripts(app: FastifyInstance, widget: WidgetFiles, publicBaseUrl: string): WidgetScripts {
  const files = Object.fromEntries(
    parts.map(part => {
      const name = `${part}.${createHash('sha256').update(widget[part]).digest('hex').slice(0, 16)}.js`
      return [part, { name, address: `${publicBaseUrl}/widget/${name}`, script: compressScript(widget[part]) }]
    }),
  ) as Record<Part, { name: string; address: string; script: ReturnType<typeof compressScript> }> // each part was just written

  app.get<{ Params: { file: string } }>('/widget/:file', async (request, reply) => {
    const [, part] = /^(later|work)\.[0-9a-f]{16}\.js$/.exec(request.params.file) ?? []
    if (part !== 'later' && part !== 'work') throw new BatonError('not_found')
    const { name, script } = files[part]
    return sendScript(request, reply, await script, request.params.file === name)
  })
  return files
}
