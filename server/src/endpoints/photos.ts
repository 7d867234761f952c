import { BatonError } from '@baton/shared/errors'
import type { FastifyInstance } from 'fastify'
import { loadPhoto } from '../db/publish.ts'
import type { Desk } from '../desk.ts'

/** `GET /photos/:hash`: a rep's photo. Its address is its content's hash, so it never changes. */
export function servePhotos(app: FastifyInstance, desk: Desk): void {
  app.get<{ Params: { hash: string } }>('/photos/:hash', async (request, reply) => {
    const photo = await loadPhoto(desk.store.deployment, request.params.hash)
    if (!photo) throw new BatonError('not_found')
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(photo.type)
      .send(photo.bytes)
  })
}
