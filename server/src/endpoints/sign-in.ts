import type { FastifyInstance } from 'fastify'

/** On these pages a refusal makes the browser ask for the key, as the password to any name. */
export function signIn(scope: FastifyInstance): void {
  scope.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Basic realm="Baton", charset="UTF-8"')
  })
}
