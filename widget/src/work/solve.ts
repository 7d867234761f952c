import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

const step = 500 // hashes, about 2 ms of a slow phone: whoever types meanwhile notices nothing

/**
 * The work that a server asks of browsers on a busy network, for one submission: the token with the first number that makes a hash begin with as many
 * zero bits as the token says in its fifth part. The same calculation as `isSolved` on the server.
 */
export async function solve(token: string, submissionId: string): Promise<string> {
  const zeroBits = Number.parseInt(token.split('.')[4] ?? '', 36)
  const seed = bytesToHex(sha256(utf8ToBytes(`${token} ${submissionId}`))).slice(0, 32)
  for (let number = 0; ; number++) {
    const [first = 0, second = 0, third = 0] = sha256(utf8ToBytes(`${seed}${number}`))
    if ((first << 16) + (second << 8) + third < 2 ** (24 - zeroBits)) return `${token}~${number}`
    if (number % step === 0) await new Promise(resolve => setTimeout(resolve))
  }
}

/** What `work.js` exports. */
export interface WorkFile {
  solve: typeof solve
}
