import { defineConfig } from 'vite'
import { mjml } from './mjml-plugin.ts'

/** `dist/main.js`: our own code in one file; dependencies stay in node_modules. */
export default defineConfig({
  plugins: [mjml()],
  build: { ssr: 'src/main.ts', target: 'node20', emptyOutDir: true },
  ssr: { noExternal: [/^@baton\//] },
})
