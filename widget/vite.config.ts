import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite'

/**
 * Seven files. `embed.js`, which the server sends behind the form it is for: `(()=>{const __BATON__=<json>;<bundle>})()`. And
 * `later.js`, `submit.js` and `result.js`, modules for what follows from answers, for sending them and for the reply, fetched at the first key press; behind each the server
 * writes `export const words=<json>`. So it does behind `modes.js`, which opens a form over the page. `work.js`, a module too, is fetched where
 * the server asks for a piece of work. `absent.js` is sent in place of the first one for a form that is not there, with a definition of that.
 */
export default defineConfig({
  // The classic way of JSX: the newer one brings 200 bytes of its own.
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment', development: false } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome111', 'firefox121', 'safari16.4'],
    modulePreload: false,
    // 140 bytes of brotli less than Vite's own minifier leaves of the first file.
    minify: 'terser',
    terserOptions: { ecma: 2020, compress: { passes: 3, keep_fargs: false, unsafe_arrows: true } },
  },
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
    later: borrower('later', 'src/later/create-checking.tsx'),
    submit: borrower('submit', 'src/submit/create-sending.tsx'),
    result: borrower('result', 'src/result/create-result.tsx'),
    modes: standalone('modes', 'src/modes/open-over.ts'),
    work: standalone('work', 'src/work/solve.ts'),
    absent: standalone('absent', 'src/absent/show-absent.ts'),
  },
  plugins: [classicJsx(), borrow()],
})

function classicJsx(): Plugin {
  const write = `import { Fragment, h } from 'preact';`
  return { name: 'classic-jsx', enforce: 'pre', transform: (code, id) => (id.endsWith('.tsx') ? { code: write + code, map: null } : null) }
}

/** A file that is fetched while the questions are answered. */
function borrower(name: string, entry: string): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      emptyOutDir: false,
      lib: { entry, formats: ['iife'], name, fileName: () => `${name}.js` },
      rolldownOptions: { output: { globals: { lent: 'lent' }, generatedCode: { symbols: false } } },
    },
  }
}

/** A module that needs nothing of the first file. */
function standalone(name: string, entry: string): EnvironmentOptions {
  return { consumer: 'client', build: { emptyOutDir: false, lib: { entry, formats: ['es'], fileName: () => `${name}.js` } } }
}

/**
 * Takes what `lent.ts` lends from the argument instead of bundling it, and makes the script `var later = (…)(lent)` the module
 * `export function open(lent)`.
 */
function borrow(): Plugin {
  const lender = fileURLToPath(new URL('src/lent.ts', import.meta.url))
  const lent = new Set<string>()
  return {
    name: 'borrow',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'later' || name === 'submit' || name === 'result',
    async buildStart() {
      for (const [, name = ''] of readFileSync(lender, 'utf8').matchAll(/^import .* from '(.+)'/gm)) {
        const found = await this.resolve(name, lender)
        if (found) lent.add(found.id)
      }
    },
    async resolveId(id, importer) {
      const found = importer && (await this.resolve(id, importer, { skipSelf: true }))
      return found && lent.has(found.id) ? { id: 'lent', external: true } : found
    },
    generateBundle(_, files) {
      for (const file of Object.values(files)) if (file.type === 'chunk') file.code = `export function open(lent){${file.code};return ${this.environment.name}}`
    },
  }
}
