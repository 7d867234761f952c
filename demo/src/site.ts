import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Where it is no file's name. */
const addresses: Record<string, string> = { 'index.html': '/', 'theming.html': '/theming' }

/** Northlight's home page and the pages it links to, from `demo/site`. Only the files named here are served. */
export function serveSite(app: FastifyInstance, folder: string, files: readonly string[]): void {
  for (const file of files) {
    app.get(addresses[file] ?? `/${file}`, async (_request, reply) => {
      return reply
        .header('cache-control', 'no-cache')
        .type(types[extname(file)] ?? 'application/octet-stream')
        .send(await readFile(join(folder, file)))
    })
  }
}

export const siteFiles = [
  ...['index.html', 'analytics.html', 'planning.html', 'pricing.html', 'security.html', 'style.css', 'sections.css'],
  ...['theming.html', 'theming.css', 'theming/page.js', 'theming/rows.js', 'theming/theme.js', 'theming/contrast.js'],
]
