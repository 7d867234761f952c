import { defineConfig, type Plugin } from 'vite'

/** What `later.js` borrows from the widget it belongs to, so that it brings no second Preact. */
const borrowed = ['preact/jsx-runtime', '@preact/signals']

/**
 * Two files. `embed.js`, which the server sends behind the form it is for: `(()=>{const __BATON__=<json>;<bundle>})()`. And
 * `later.js`, a module for what comes after the questions, fetched while they are being answered.
 */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: { target: 'es2022', modulePreload: false },
  builder: {},
  environments: {
    client: {
      build: {
        lib: { entry: 'src/embed.ts', formats: ['iife'], name: 'batonEmbed', fileName: () => 'embed.js' },
        rolldownOptions: {
          // The view is drawn by one effect, so of @preact/signals only the core it re-exports is used. Leaving out its hooks into
          // Preact saves 1,800 bytes of brotli.
          treeshake: { moduleSideEffects: id => !/@preact[\\/]signals[\\/]/.test(id) },
        },
      },
    },
    later: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        lib: { entry: 'src/later/create-later.tsx', formats: ['iife'], name: 'later', fileName: () => 'later.js' },
        rolldownOptions: { external: borrowed, output: { globals: () => 'runtime' } },
      },
      // Not of the client's: this one is wrapped.
    },
  },
  plugins: [asFunctionOfRuntime()],
})

/** Makes the script `var later = (…)(runtime)` the module `export const openLater = runtime => later`. */
function asFunctionOfRuntime(): Plugin {
  return {
    name: 'as-function-of-runtime',
    applyToEnvironment: ({ name }) => name === 'later',
    generateBundle(_, files) {
      for (const file of Object.values(files)) if (file.type === 'chunk') file.code = `export function openLater(runtime){${file.code};return later}`
    },
  }
}
