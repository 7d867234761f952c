import type { Diagram } from './multi-diagram.ts'

/** Below every variable: where a diagram ends. */
export const endLevel = 0x7fffffff

/** The nodes of diagrams in plain arrays of integers, each function once: millions of small objects were most of the time. */
export interface NodeTable {
  /** The diagram that asks `variable` and goes on with `kids`, value by value; made when there is none yet. */
  node(variable: number, kids: ArrayLike<Diagram>): Diagram
  /** One more end; its number is kept by whoever asked. */
  end(): Diagram
  /** The variable a diagram asks first, or `endLevel`. */
  level(a: Diagram): number
  /** What is left of a diagram where `variable`, with none above it in the diagram, has this value. */
  below(a: Diagram, variable: number, value: number): Diagram
}

/** `made` is called before each new node. */
export function createNodeTable(made: () => void): NodeTable {
  let count = 0
  let used = 0
  let levels = new Int32Array(1 << 12)
  let starts = new Int32Array(1 << 12)
  let kidsOf = new Int32Array(1 << 15)
  let slots = new Int32Array(1 << 13).fill(-1) // open addressing, at most half full

  function hash(variable: number, kids: ArrayLike<Diagram>): number {
    let sum = Math.imul(variable + 1, 0x9e3779b1)
    for (let place = 0; place < kids.length; place++) sum = Math.imul(sum ^ (kids[place] as number), 0x85ebca6b) ^ (sum >>> 15)
    return sum ^ (sum >>> 13)
  }

  function isSame(id: Diagram, variable: number, kids: ArrayLike<Diagram>): boolean {
    if (levels[id] !== variable) return false
    const start = starts[id] as number
    for (let place = 0; place < kids.length; place++) if (kidsOf[start + place] !== kids[place]) return false
    return true
  }

  function add(variable: number, kids: ArrayLike<Diagram>): Diagram {
    if (count === levels.length) {
      levels = doubled(levels)
      starts = doubled(starts)
    }
    while (used + kids.length > kidsOf.length) kidsOf = doubled(kidsOf)
    levels[count] = variable
    starts[count] = used
    kidsOf.set(kids, used)
    used += kids.length
    return count++
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2).fill(-1)
    for (let id = 0; id < count; id++) {
      const variable = levels[id] as number
      if (variable === endLevel) continue
      const start = starts[id] as number
      const end = id + 1 < count ? (starts[id + 1] as number) : used
      slots[freeSlot(hash(variable, kidsOf.subarray(start, end)))] = id
    }
  }

  function freeSlot(hashed: number): number {
    const mask = slots.length - 1
    let slot = hashed & mask
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    return slot
  }

  function node(variable: number, kids: ArrayLike<Diagram>): Diagram {
    const first = kids[0] as Diagram
    let place = 1
    while (place < kids.length && kids[place] === first) place++
    if (place === kids.length) return first
    const mask = slots.length - 1
    let slot = hash(variable, kids) & mask
    for (let id = slots[slot] as number; id !== -1; id = slots[slot] as number) {
      if (isSame(id, variable, kids)) return id
      slot = (slot + 1) & mask
    }
    made()
    const id = add(variable, kids)
    slots[slot] = id
    if (count * 2 > slots.length) rehash()
    return id
  }

  return {
    node,
    end: () => add(endLevel, []),
    level: a => levels[a] as number,
    below: (a, variable, value) => (levels[a] === variable ? (kidsOf[(starts[a] as number) + value] as Diagram) : a),
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2)
  larger.set(array)
  return larger
}
