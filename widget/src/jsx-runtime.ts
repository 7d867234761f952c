/**
 * What JSX compiles to in the bundle: Preact's element as far as `paint.ts` reads it. The types, and the runtime in tests, are
 * Preact's own; importing its module for these three would bring 4,200 bytes along.
 */
export function jsx(type: unknown, props: unknown, key?: unknown) {
  return { type, props, key }
}
export { jsx as jsxs }

export function Fragment({ children }: { children: unknown }) {
  return children
}
