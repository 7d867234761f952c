import { defineConfig } from 'vite'

/** One file, `dist/embed.js`, which the server sends behind the form it is for: `(()=>{const __BATON__=<json>;<bundle>})()`. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2020',
    modulePreload: false,
    lib: { entry: 'src/embed.ts', formats: ['iife'], name: 'batonEmbed', fileName: () => 'embed.js' },
    rolldownOptions: {
      // The view is drawn by one effect from plain data, so of @preact/signals only the core it re-exports is used. Leaving out its
      // hooks into Preact saves 1,800 bytes of brotli.
      treeshake: { moduleSideEffects: id => !/@preact[\\/]signals[\\/]/.test(id) },
    },
  },
})
