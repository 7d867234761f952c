import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** One file, `dist/embed.js`, which the server sends behind the form it is for: `(()=>{const __BATON__=<json>;<bundle>})()`. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  resolve: { alias: { 'preact/jsx-runtime': fileURLToPath(new URL('src/jsx-runtime.ts', import.meta.url)) } },
  build: {
    target: 'es2020',
    lib: { entry: 'src/embed.ts', formats: ['iife'], name: 'batonEmbed', fileName: () => 'embed.js' },
  },
})
