/** What we use of autocannon, which has no types of its own. */
declare module 'autocannon' {
  interface Request {
    method?: string
    headers?: Record<string, string>
    body?: string
    setupRequest?: (request: Request) => Request
  }
  interface Options {
    url: string
    connections: number
    amount: number
    /** Seconds. */
    timeout: number
    requests: Request[]
  }
  interface Instance {
    stop(): void
    on(event: 'response', listener: (client: unknown, status: number, bytes: number, ms: number) => void): void
    on(event: 'reqError', listener: (error: Error) => void): void
  }
  export default function autocannon(options: Options, done: (error: Error | null) => void): Instance
}
