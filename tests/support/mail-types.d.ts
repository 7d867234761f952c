/** What we use of two packages that bring no types, and whose types on npm lag behind. */

declare module 'smtp-server' {
  import type { Server } from 'node:net'
  import type { Readable } from 'node:stream'

  interface Options {
    authOptional?: boolean
    disabledCommands?: string[]
    logger?: boolean
    onData(stream: Readable, session: { envelope: { rcptTo: { address: string }[] } }, done: (error?: Error) => void): void
  }

  export class SMTPServer {
    constructor(options: Options)
    server: Server
    listen(port: number, host: string, done: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
    close(done: () => void): void
  }
}

declare module 'mailparser' {
  import type { Readable } from 'node:stream'

  interface Addresses {
    text: string
    value: { address?: string; name: string }[]
  }

  export interface ParsedMail {
    subject?: string
    text?: string
    html: string | false
    messageId?: string
    date?: Date
    from?: Addresses
    to?: Addresses
    replyTo?: Addresses
    /** Each header as it came, also where one comes twice. */
    headerLines: { key: string; line: string }[]
    headers: Map<string, unknown>
    attachments: { filename?: string; contentType: string; content: Buffer }[]
  }

  export function simpleParser(source: Readable | Buffer | string): Promise<ParsedMail>
}
