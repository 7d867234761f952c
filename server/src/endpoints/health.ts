import { BatonError } from '@baton/shared/errors'
import { sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import type { Desk } from '../desk.ts'
import { withDeadline } from '../with-deadline.ts'

/** `/livez`: the process is up. `/readyz`: it can take leads, which needs the database, and is not about to go. */
export function serveHealth(app: FastifyInstance, desk: Desk, isLeaving: () => boolean): void {
  app.get('/livez', async () => ({ status: 'up' }))
  app.get('/favicon.ico', async (_request, reply) => reply.code(204).send()) // browsers ask for one on every page
  app.get('/readyz', async () => {
    if (isLeaving()) throw new BatonError('unavailable')
    await withDeadline(Promise.resolve(desk.store.deployment.execute(sql`select 1`)), 2000, () => new BatonError('unavailable'))
    return { status: 'ready' }
  })
}
