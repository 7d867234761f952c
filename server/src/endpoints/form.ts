import { createHash } from 'node:crypto'
import { publicForm } from '@baton/shared/public-form'
import type { FastifyInstance } from 'fastify'
import { wantedLocales } from '../wanted-locales.ts'
import { formOf } from './admit-pages.ts'

/** `GET /v1/forms/:formId`: the public part of a form, in the language asked for. */
export function serveForm(app: FastifyInstance): void {
  app.get('/v1/forms/:formId', async (request, reply) => {
    const { published, form } = formOf(request)
    const body = JSON.stringify(publicForm(form, published.playbookVersion, wantedLocales(request)))
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
    reply.header('etag', etag).header('cache-control', 'no-cache').header('vary', 'accept-language, origin')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(body)
  })
}
