/** Every endpoint as "GET /v1/leads/:id", in order, from the tree that Fastify draws of its own routes. */
export function listEndpoints(drawing: string): string[] {
  const path: string[] = []
  const found = drawing
    .split('\n')
    .filter(line => line.includes('('))
    .flatMap(line => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \(([^)]+)\)/.exec(line) ?? []
      path.splice(indent.length / 4)
      path.push(part)
      return methods
        .split(', ')
        .filter(method => method !== 'HEAD' && method !== 'OPTIONS')
        .map(method => `${method} ${path.join('')}`)
    })
  return [...new Set(found)].sort()
}
