/**
 * What was already worked out, by three integers. A result may be forgotten for another in its place: it is then worked out anew.
 * Lookups in a `Map` with such keys were slower than most of what they save.
 */
export interface ResultCache {
  /** −1 when it is not, or no longer, known. */
  get(a: number, b: number, c: number): number
  set(a: number, b: number, c: number, result: number): void
}

export function createResultCache(): ResultCache {
  let mask = (1 << 12) - 1
  let entries = new Int32Array((mask + 1) * 4).fill(-1)
  let written = 0

  function place(a: number, b: number, c: number): number {
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
    hash ^= hash >>> 15
    return ((hash & mask) >>> 0) * 4
  }

  function grow(): void {
    const before = entries
    mask = mask * 2 + 1
    entries = new Int32Array((mask + 1) * 4).fill(-1)
    for (let at = 0; at < before.length; at += 4) {
      const [a, b, c] = [before[at] as number, before[at + 1] as number, before[at + 2] as number]
      if (a !== -1) entries.set(before.subarray(at, at + 4), place(a, b, c))
    }
  }

  return {
    get(a, b, c) {
      const at = place(a, b, c)
      return entries[at] === a && entries[at + 1] === b && entries[at + 2] === c ? (entries[at + 3] as number) : -1
    },
    set(a, b, c, result) {
      if (++written > mask && mask < most) {
        grow()
        written = 0
      }
      const at = place(a, b, c)
      entries[at] = a
      entries[at + 1] = b
      entries[at + 2] = c
      entries[at + 3] = result
    },
  }
}

/** 4 million entries, 64 MB. */
const most = (1 << 22) - 1
