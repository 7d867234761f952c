import { defineConfig } from 'vite'
import { mjml } from '../server/mjml-plugin.ts'

/** `dist/start.js`: the demo with the server in it. */
export default defineConfig({
  plugins: [mjml()],
  define: { 'process.env.BATON_CRASH': 'undefined' },
  build: { ssr: 'src/start.ts', target: 'node20', emptyOutDir: true },
  ssr: { noExternal: [/^@baton\//] },
})
