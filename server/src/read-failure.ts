import { BatonError, type ErrorBody, type ErrorCode, errorCatalogue } from '@baton/shared/errors'
import type { FastifyError, FastifyRequest } from 'fastify'
import { isUnavailable } from './db/unavailable.ts'
import type { Log } from './effects.ts'

const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_json',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'unsupported_media_type',
}

export interface Failure {
  code: ErrorCode
  status: number
  body: ErrorBody
  retryAfter?: number
}

/** What a client is told of an error. A 5xx says the request's id and nothing else. */
export function readFailure(error: FastifyError | BatonError, requestId: string): Failure {
  const code =
    error instanceof BatonError
      ? error.code
      : isUnavailable(error)
        ? 'unavailable'
        : (fastifyCodes[error.code] ?? (isClients(error) ? 'invalid_body' : 'internal'))
  const { status, message } = errorCatalogue[code]
  const problems = error instanceof BatonError && error.problems.length > 0 ? { problems: error.problems } : {}
  const retryAfterSeconds = error instanceof BatonError ? error.retryAfterSeconds : undefined
  if (status < 500) return { code, status, body: { error: { code, message, ...problems } }, ...(retryAfterSeconds && { retryAfter: retryAfterSeconds }) }
  return { code, status, body: { error: { code, message, requestId } }, ...(code === 'unavailable' && { retryAfter: 2 }) }
}

/** Fastify's word for what a client did wrong and we have no code for. */
function isClients({ statusCode }: FastifyError): boolean {
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
}

/** What failed on our side. Whoever hung up gets no answer, and is no failure of ours. */
export function logFailure(log: Log, request: FastifyRequest, { status }: Failure, error: Error): void {
  if (status < 500 || request.raw.destroyed) return
  log.error({ requestId: request.id, method: request.method, endpoint: request.routeOptions.url, reason: reasonOf(error) }, 'A request failed.')
}

/** For the log: what failed, without the values that a database or a parser likes to quote. */
function reasonOf(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error
  const code = (cause as { code?: unknown }).code
  return typeof code === 'string' ? `${cause.name} ${code}` : cause.name
}
