import { BatonError } from '@baton/shared/errors'
import type { Form } from '@baton/shared/form'
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

const shared = { methods: ['GET', 'POST', 'PUT'], credentials: false, maxAge: 86_400, strictPreflight: false, exposedHeaders: ['x-request-id', 'retry-after'] }

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
      const find = request.method === 'POST' && address.endsWith('/submissions') ? findForHandoff : findPublished
      const found = await find(desk, formId ?? address.split('/')[3] ?? '', request).catch((error: unknown) => error as Error)
      if (found instanceof Error) {
        // Thrown later: a page should be able to read that there is no such form, or that it may try again.
        request.formFailure = found
        return { ...shared, origin: true }
      }
      if (isAdmitted(desk, found.form, request)) {
        request.publishedForm = found
        return { ...shared, origin: true }
      }
      if (request.method !== 'OPTIONS') request.formFailure = new BatonError('origin_not_allowed')
      // The first thing a page asks for, at the first key press, is the token: there it may read why it gets nothing.
      return { ...shared, origin: request.method === 'GET' && address.endsWith('/token') }
    },
  })
}

/** A handoff compares what it goes by with what is published, and admits the page again; who is refused here would not get that far. */
async function findForHandoff(desk: Desk, formId: string, request: FastifyRequest): Promise<PublishedForm> {
  const recalled = await recallPublished(desk, formId)
  return isAdmitted(desk, recalled.form, request) ? recalled : findPublished(desk, formId)
}

/** Throws `origin_not_allowed` for a page that the form does not admit. */
export function admitPage(desk: Desk, form: Form, request: FastifyRequest): void {
  if (!isAdmitted(desk, form, request)) throw new BatonError('origin_not_allowed')
}

function isAdmitted({ config }: Desk, { allowedOrigins }: Form, { headers: { origin } }: FastifyRequest): boolean {
  return origin === undefined || isOriginAllowed(allowedOrigins, origin, new URL(config.publicBaseUrl).origin)
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
