import { defineConfig } from 'vite'
import { mjml } from './mjml-plugin.ts'

/** `dist/main.js` and `dist/baton.js`, and in `dist/assets` what they share and each command of its own; dependencies stay in node_modules. */
export default defineConfig({
  plugins: [mjml()],
  define: { 'process.env.BATON_CRASH': 'undefined' },
  build: { ssr: true, target: 'node20', emptyOutDir: true, rolldownOptions: { input: { main: 'src/main.ts', baton: 'src/cli/baton.ts' } } },
  ssr: { noExternal: [/^@baton\//] },
})
