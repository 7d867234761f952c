import { BlockList, isIPv4, isIPv6 } from 'node:net'
import { keyedHash } from './keyed-hash.ts'

/** This machine and private networks. */
const near = new BlockList()
for (const [net, prefix, family] of [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const)
  near.addSubnet(net, prefix, family)

/**
 * Names who sent a request by its network address, for a day: a keyed hash, so that no address is stored and nobody is followed from one day
 * to the next. An IPv6 customer has a /64 and all of its addresses are one sender. Null for this machine and private networks: behind them
 * stands a proxy that TRUSTED_PROXIES does not name, or a colleague, and one limit for everybody would turn all visitors away.
 */
export function nameSender(secret: string, address: string, now: Date): string | null {
  const network = networkOf(address)
  return network === null ? null : keyedHash(secret, 'sender', [network, now.toISOString().slice(0, 10)])
}

/**
 * An `X-Forwarded-For` with the ports left out that some proxies write: "203.0.113.7:51344, [2001:db8::7]:443" → "203.0.113.7, 2001:db8::7". With
 * one, an entry is no address: no range holds it and no limit.
 */
export function withoutPorts(forwarded: string): string {
  return forwarded.replace(/(?<=^|,)\s*(?:(\d+(?:\.\d+){3})|\[([^\],]+)\])(?::\d+)?\s*(?=,|$)/g, '$1$2')
}

/** The IPv4 address, or the first half of the IPv6 one; null where no limit may hang on it. */
function networkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (isIPv4(mapped)) return near.check(mapped, 'ipv4') ? null : mapped
  const [bare = ''] = address.split('%')
  if (!isIPv6(bare) || near.check(bare, 'ipv6')) return null
  return firstHalf(bare)
}

/** "2001:db8::1" → "2001:db8:0:0": the URL parser writes every spelling of an address in one way. */
function firstHalf(address: string): string {
  const [left = '', right] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const groups = left === '' ? [] : left.split(':')
  const after = right === undefined || right === '' ? [] : right.split(':')
  const zeros = right === undefined ? [] : Array<string>(8 - groups.length - after.length).fill('0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}
