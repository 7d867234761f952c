import type { FastifyRequest } from 'fastify'

/** The languages a request asks for, the dearest first: `?locale=`, else Accept-Language (RFC 9110 section 12.5.4). */
export function wantedLocales(request: FastifyRequest): string[] {
  const { locale } = request.query as { locale?: unknown }
  if (typeof locale === 'string' && locale !== '') return [locale]
  return (request.headers['accept-language'] ?? '')
    .split(',')
    .map(range => {
      const [tag = '', ...parameters] = range.trim().split(';')
      const quality = parameters.map(parameter => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(q => q !== undefined)
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)
}
