import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail extends ParsedMail {
  /** Of the envelope: who it was really sent to. */
  recipients: string[]
}

export interface FakeSmtp {
  /** As `SMTP_URL` takes it. */
  url: string
  mails: ReceivedMail[]
  /** The next mails are refused with these codes, one each: 4xx is try again, 5xx is never. */
  refuse(...codes: number[]): void
  close(): Promise<void>
}

/** A mail server on loopback that keeps what it is sent. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const mails: ReceivedMail[] = []
  const refusals: number[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      simpleParser(stream).then(
        mail => {
          const code = refusals.shift()
          if (code) return done(Object.assign(new Error('refused by the test'), { responseCode: code }))
          mails.push({ ...mail, recipients: session.envelope.rcptTo.map(({ address }) => address) })
          done()
        },
        error => done(error),
      )
    },
  })
  // A client that goes away in the middle is part of the tests; without a listener it would end the process.
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo // it listens on a port
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (...codes) => void refusals.push(...codes),
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
