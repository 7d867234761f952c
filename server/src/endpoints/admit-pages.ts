import { BatonError } from '@baton/shared/errors'
import cors from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Desk } from '../desk.ts'
import { findPublished, type PublishedForm, recallPublished } from '../find-published.ts'
import { isOriginAllowed } from '../origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The form that an address below `/v1/forms/` names. */
    publishedForm: PublishedForm | null
    /** Why it was not found. */
    formFailure: Error | null
  }
}

const shared = { methods: ['GET', 'POST'], credentials: false, maxAge: 86_400, strictPreflight: false, exposedHeaders: ['x-request-id', 'retry-after'] }

/**
 * Which pages may ask what: CORS without cookies or credentials. Below `/v1/forms/:formId` the form's `allowedOrigins` say, and a
 * page that is not admitted gets 403; no Origin at all is a program, not a page. Below `/v1/handoffs/` the address is a secret, and
 * whoever has it may ask from anywhere. Everything else is for no other page.
 */
export function admitPages(app: FastifyInstance, desk: Desk): void {
  app.decorateRequest('publishedForm', null)
  app.decorateRequest('formFailure', null)
  app.addHook('preParsing', async request => {
    if (request.formFailure) throw request.formFailure
  })
  app.register(cors, {
    delegator: async (request: FastifyRequest) => {
      // A preflight is matched by no endpoint; everything else is told by the one that was.
      const address = request.routeOptions.url === undefined || request.method === 'OPTIONS' ? pathOf(request.url) : request.routeOptions.url
      if (address.startsWith('/v1/handoffs/')) return { ...shared, origin: true }
      if (!address.startsWith('/v1/forms/')) return { origin: false }
      const { formId } = request.params as { formId?: string }
      // A handoff compares what it goes by with what is published.
      const find = request.method === 'POST' && address.endsWith('/submissions') ? recallPublished : findPublished
      const found = await find(desk, formId ?? address.split('/')[3] ?? '').catch((error: unknown) => error as Error)
      if (found instanceof Error) {
        // Thrown later: a page should be able to read that there is no such form, or that it may try again.
        request.formFailure = found
        return { ...shared, origin: true }
      }
      request.publishedForm = found
      const { origin } = request.headers
      const admitted = origin === undefined || isOriginAllowed(found.form.allowedOrigins, origin, new URL(desk.config.publicBaseUrl).origin)
      if (!admitted && request.method !== 'OPTIONS') throw new BatonError('origin_not_allowed')
      return { ...shared, origin: admitted }
    },
  })
}

/** The form this request is for, found on its way in. */
export function formOf(request: FastifyRequest): PublishedForm {
  if (!request.publishedForm) throw new Error('Only addresses below /v1/forms/ name a form.')
  return request.publishedForm
}

/** An address without its query, decoded as the router does. */
function pathOf(url: string): string {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '')
  } catch {
    throw new BatonError('not_found') // a broken escape is no address
  }
}
