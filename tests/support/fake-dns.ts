import { createSocket } from 'node:dgram'

export interface FakeDns {
  /** As `Resolver.setServers` takes it. */
  server: string
  /** Name → its TXT record. What is not in it does not exist. */
  records: Record<string, string>
  close(): Promise<void>
}

/** A DNS server on loopback that knows TXT records and nothing else. */
export async function startFakeDns(records: Record<string, string>): Promise<FakeDns> {
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => socket.send(answer(query, records), port, address))
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  return { server: `127.0.0.1:${socket.address().port}`, records, close: () => new Promise(resolve => socket.close(() => resolve())) }
}

/** RFC 1035: the question again, and behind it one record, or the code that the name does not exist. */
function answer(query: Buffer, records: Record<string, string>): Buffer {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length).toLowerCase())
    at += 1 + length
  }
  const question = query.subarray(12, at + 5)
  const text = records[labels.join('.')]
  const header = Buffer.from([0, 0, 0x81, text === undefined ? 0x83 : 0x80, 0, 1, 0, text === undefined ? 0 : 1, 0, 0, 0, 0])
  query.copy(header, 0, 0, 2)
  if (text === undefined) return Buffer.concat([header, question])
  const parts = text.match(/[\s\S]{1,255}/g) ?? []
  const data = Buffer.concat(parts.map(part => Buffer.concat([Buffer.from([part.length]), Buffer.from(part, 'latin1')])))
  const record = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255])
  return Buffer.concat([header, question, record, data])
}
