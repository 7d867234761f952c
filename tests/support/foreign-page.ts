import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ForeignPage {
  url: string
  close(): Promise<void>
}

/** A site of somebody else's, on an origin of its own: each path is answered with the HTML given for it, or with the script where it ends in `.js`. */
export async function startForeignSite(pages: Record<string, string>, headers: Record<string, string> = {}): Promise<ForeignPage> {
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return response.writeHead(204).end() // browsers ask for one on every page
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    const page = pages[pathname]
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html'
    return response.writeHead(page === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(page ?? '')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
