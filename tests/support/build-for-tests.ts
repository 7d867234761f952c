import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { mjml } from '../../server/mjml-plugin.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Builds a program as the server itself is built, but with its crash points, and as `plugins` change it. Both paths from the root of the checkout. */
export async function buildForTests(entry: string, outDir: string, plugins: Plugin[] = []): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [...plugins, mjml()],
    build: { ssr: entry, outDir, target: 'node20', emptyOutDir: true },
    ssr: { noExternal: [/^@baton\//] },
  })
}
