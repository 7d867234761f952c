import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'

/** Mail provider and calendar in one: takes every mail, has twelve free times for everybody, and answers after so many milliseconds. */
function main([port = '', delay = '']: string[]): void {
  const afterMs = Number(delay)
  const times = Array.from({ length: 12 }, (_, hour) => {
    const start = new Date(Date.now() + (24 + hour) * 3_600_000).toISOString()
    return { status: 'available', invitees_remaining: 1, start_time: start, scheduling_url: `https://calendly.com/northlight/demo/${start}` }
  })
  const server = createServer((request, response) => {
    const body = () => {
      if (request.url === '/livez') return {}
      return request.method === 'GET' ? { collection: times } : { id: randomUUID() }
    }
    const answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body()))
    request.on('end', () => (afterMs > 0 ? setTimeout(answer, afterMs) : answer()))
    request.resume()
  })
  server.listen(Number(port), '127.0.0.1')
  process.once('SIGTERM', () => process.exit(0))
}

main(process.argv.slice(2))
