import { Agent, request as httpRequest } from 'node:http'
import { errorCatalogue } from '@baton/shared/errors'
import { z } from 'zod'

export interface Question {
  method: string
  /** As it goes over the wire: nothing is escaped any more. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface Answer {
  status: number
  type: string
  requestId: string | undefined
  text: string
}

/** Asks over HTTP what `fetch` would not: any method, any header, any address. */
export function createAsker(url: string, sockets = 8): { ask(question: Question): Promise<Answer>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const { hostname: host, port } = new URL(url)
  return {
    ask: ({ method, path, headers = {}, body }) =>
      new Promise((resolve, reject) => {
        // Node says how long the body of a GET is only when told to; the rest would be the next request.
        const framed = body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) }
        const asking = httpRequest({ host, port, method, path, headers: framed, agent, timeout: 10_000 }, answer => {
          const parts: Buffer[] = []
          answer.on('data', part => parts.push(part))
          answer.once('error', reject)
          answer.once('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              type: answer.headers['content-type'] ?? '',
              requestId: answer.headers['x-request-id'] as string | undefined, // it is sent once
              text: Buffer.concat(parts).toString(),
            }),
          )
        })
        asking.once('timeout', () => asking.destroy(new Error(`No answer to ${method} ${path} within ten seconds.`)))
        asking.once('error', reject)
        asking.end(body)
      }),
    close: () => agent.destroy(),
  }
}

const refusal = z.strictObject({
  error: z.strictObject({
    code: z.enum(Object.keys(errorCatalogue) as (keyof typeof errorCatalogue)[]), // its keys
    message: z.string(),
    problems: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  }),
})

/** What must not leave the server: places in our code, statements, and the words of what we are built on. */
const internals =
  /\bat .+:\d+:\d+|node_modules|file:\/\/|\.(ts|js|mjs):\d|\bselect\b.+\bfrom\b|\binsert into\b|postgres|drizzle|fastify|\bzod\b|\b22[0-9]P?[0-9]{2}\b/i

/** What is wrong with an answer to something hostile, or null: it is no 5xx, and a refusal is one of the catalogue and tells nothing else. */
export function flawOf({ method }: Pick<Question, 'method'>, { status, type, requestId, text }: Answer): string | null {
  if (status >= 500 || status < 200) return `status ${status}: ${text}`
  if (!/^[0-9a-f-]{36}$/.test(requestId ?? '')) return `request id ${requestId}`
  if (status < 400 || method === 'HEAD') return null
  // The pages of forms and leads tell their refusals as pages.
  if (type.startsWith('text/html')) return internals.test(text) ? `internals: ${text}` : null
  const parsed = refusal.safeParse(readJson(text))
  if (!parsed.success) return `no refusal of ours (${status}): ${text}`
  const { code, message, problems = [] } = parsed.data.error
  if (errorCatalogue[code].status !== status || errorCatalogue[code].message !== message) return `not as in the catalogue (${status}): ${text}`
  const telling = problems.find(problem => internals.test(problem.message))
  return telling ? `internals: ${telling.message}` : null
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // which is no refusal
  }
}
