import { defineConfig } from 'vite'
import { mjml } from './mjml-plugin.ts'

/** `dist/main.js` and `dist/baton.js`: our own code in one file; dependencies stay in node_modules. */
export default defineConfig({
  plugins: [mjml()],
  build: { ssr: true, target: 'node20', emptyOutDir: true, rolldownOptions: { input: { main: 'src/main.ts', baton: 'src/cli/baton.ts' } } },
  ssr: { noExternal: [/^@baton\//] },
})
