import type { ComponentChildren, VNode } from 'preact'

interface Painted {
  type: unknown
  key: unknown
  props: Readonly<Record<string, unknown>>
}

/** What each node was last painted as. */
const painted = new WeakMap<Node, Painted>()

/**
 * Makes the children of a node what these JSX elements say, touching only what differs: a field keeps its caret, a button its focus.
 * Does for this widget what Preact's `render` does (function components without hooks, keys, events; no SVG), for that takes 4,200
 * bytes of brotli (11.2.0), and the whole form has 14,300. Siblings of one tag need a key where one of them may be absent.
 */
export function paint(parent: Node, content: ComponentChildren): void {
  const wanted = flatten(content)
  const left = Array.from(parent.childNodes)
  const nodes = wanted.map(({ type, key }) => {
    const index = left.findIndex(node => painted.get(node)?.type === type && painted.get(node)?.key === key)
    return left.splice(index, index < 0 ? 0 : 1)[0] ?? (typeof type === 'string' ? document.createElement(type) : document.createTextNode(''))
  })
  // First out, then in: taking a node out and putting it back would cost it the focus.
  for (const node of left) node.remove()
  for (const [index, next] of wanted.entries()) {
    const node = nodes[index] as ChildNode // one for each that is wanted
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null)
    const before = painted.get(node)?.props ?? {}
    painted.set(node, next)
    if (!(node instanceof Element)) {
      update(node, 'data', next.props.data)
      continue
    }
    // Children before properties: a select takes a value only once it has the option.
    paint(node, next.props.children as ComponentChildren) // as JSX left them there
    for (const name in { ...before, ...next.props }) if (name !== 'children') setProperty(node, name, next.props[name], before[name])
  }
}

/** Calls components until elements and text are left. Text has the type null. */
function flatten(content: ComponentChildren, key?: unknown): Painted[] {
  if (Array.isArray(content)) return content.flatMap(one => flatten(one))
  if (content === null || content === undefined || typeof content === 'boolean') return []
  if (typeof content !== 'object') return [{ type: null, key, props: { data: String(content) } }]
  const { type, props, key: own } = content as VNode<Record<string, unknown>>
  const its = own ?? key
  return typeof type === 'function' ? flatten((type as (props: unknown) => ComponentChildren)(props), its) : [{ type, key: its, props }] // we write no classes
}

function setProperty(element: Element, name: string, value: unknown, before: unknown): void {
  // What the visitor can change is compared with what stands there, the rest with what we last wrote.
  if (name === 'value' || name === 'checked') update(element, name, value)
  else if (name.startsWith('on')) update(element, name.toLowerCase(), value)
  else if (value !== before) {
    const isState = name.startsWith('aria-')
    if (value === undefined || value === null || (value === false && !isState)) element.removeAttribute(name)
    else element.setAttribute(name, value === true && !isState ? '' : String(value))
  }
}

function update(node: Node, name: string, value: unknown): void {
  const live = node as unknown as Record<string, unknown> // by the names of its own properties
  if (live[name] !== value) live[name] = value
}
