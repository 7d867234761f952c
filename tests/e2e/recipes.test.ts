import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRoot } from '@baton/server/files'
import type { Browser, Page } from 'playwright-core'
import { build, type Plugin } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compileScript, parse } from 'vue/compiler-sfc'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { startForeignSite } from '../support/foreign-page.ts'
import { installWidget } from '../support/pack-widget.ts'

/** What stands in `docs/recipes`, as it stands there, with the demo's address for the one in the text. */

let demo: RunningDemo
let browser: Browser
beforeAll(async () => {
  demo = await startDemo()
  browser = await launchBrowser()
}, 90_000)
afterAll(async () => {
  await browser.close()
  await demo.close()
})

function codesOf(page: string, language: string): string[] {
  const text = readFileSync(join(findRoot(), `docs/recipes/${page}.md`), 'utf8')
  const blocks = [...text.matchAll(new RegExp(`^ *\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\``, 'gm'))].map(([, code = '']) => code)
  return blocks.map(code => code.replaceAll('https://baton.example.com', demo.url))
}

async function visit(pages: Record<string, string>, look: (page: Page) => Promise<void>, headers: Record<string, string> = {}): Promise<string[]> {
  const site = await startForeignSite(pages, headers)
  const context = await browser.newContext({ locale: 'en-GB' })
  const complaints: string[] = []
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    await page.goto(site.url)
    await look(page)
    return complaints
  } finally {
    await context.close()
    await site.close()
  }
}

const page = (html: string) => ({ '/': `<!doctype html><html lang="en"><title>Acme</title><body><main id="app">${html}</main>` })
const email = (page: Page) => page.locator('baton-form').getByLabel('Work email')

describe('a recipe, pasted', () => {
  test.each([
    ['html', 0],
    ['webflow', 0],
  ])('%s: the form stands there', async (recipe, index) => {
    expect(await visit(page(codesOf(recipe, 'html')[index] ?? ''), page => email(page).waitFor())).toEqual([])
  })

  test('html: a link opens it over the page', async () => {
    const complaints = await visit(page(codesOf('html', 'html')[1] ?? ''), async page => {
      await page.waitForFunction(() => 'baton' in window)
      await page.getByRole('link', { name: 'Talk to sales' }).click()
      await email(page).waitFor()
    })
    expect(complaints).toEqual([])
  })

  test('Tag Manager: a button in the corner', async () => {
    const complaints = await visit(page(codesOf('tag-manager', 'html')[0] ?? ''), async page => {
      await page.getByRole('button', { name: 'Talk to sales' }).click()
      await email(page).waitFor()
    })
    expect(complaints).toEqual([])
  })

  test('a policy with a nonce in place of Baton’s origin lets the form be answered', async () => {
    const policy = `default-src 'none'; script-src 'nonce-r4nd0m'; connect-src ${demo.url}; img-src ${demo.url}`
    const tag = `<script nonce="r4nd0m" async src="${demo.url}/embed/demo-request.js"></script>`
    const complaints = await visit(
      page(tag),
      async page => {
        await email(page).fill('zoe@host-fourteen.example')
        await page.locator('baton-form').getByLabel('Your name').fill('Zoë')
        await page.locator('baton-form').getByRole('button', { name: 'Continue' }).click()
        await page.locator('baton-form').getByRole('button', { name: 'Back' }).waitFor()
      },
      { 'content-security-policy': policy },
    )
    expect(complaints).toEqual([])
  })

  test('the pinned tag runs, may be kept for a year, and is refused when a byte differs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-pin-'))
    try {
      const tag = execFileSync('sh', ['-c', codesOf('security', 'sh')[0] ?? ''], { cwd: folder, encoding: 'utf8' })
      expect(await visit(page(tag), page => email(page).waitFor())).toEqual([])
      const address = /src="(.*?)"/.exec(tag)?.[1] ?? ''
      expect((await fetch(address)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      const stale = tag.replace(/sha384-./, found => (found === 'sha384-A' ? 'sha384-B' : 'sha384-A'))
      const complaints = await visit(page(stale), async page => {
        await page.waitForLoadState('networkidle')
        expect(await page.getByRole('link', { name: 'Talk to us' }).isVisible()).toBe(true)
      })
      expect(complaints).toEqual([expect.stringContaining('integrity')])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

/** An app of somebody else's in which the packed package is installed, bundled as its makers would. */
async function bundle(files: Record<string, string>, uses: string[], plugins: Plugin[] = []): Promise<string> {
  const widget = installWidget()
  try {
    for (const use of uses) symlinkSync(join(findRoot(), 'node_modules', use), join(widget.folder, 'node_modules', use))
    for (const [file, code] of Object.entries(files)) writeFileSync(join(widget.folder, file), code)
    await build({
      configFile: false,
      root: widget.folder,
      logLevel: 'error',
      plugins,
      resolve: { preserveSymlinks: true },
      define: {
        'process.env.NODE_ENV': '"development"',
        __VUE_OPTIONS_API__: 'false',
        __VUE_PROD_DEVTOOLS__: 'false',
        __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
      },
      oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
      build: { lib: { entry: join(widget.folder, 'app.tsx'), formats: ['es'], fileName: () => 'app.js' }, minify: false },
    })
    return readFileSync(join(widget.folder, 'dist/app.js'), 'utf8')
  } finally {
    widget.remove()
  }
}

/** As much of Vue's own plugin as the recipe's one file needs. */
const vueFiles: Plugin = {
  name: 'vue-files',
  transform(code, id) {
    if (!id.endsWith('.vue')) return null
    const { content } = compileScript(parse(code).descriptor, { id: 'recipe', inlineTemplate: true, fs: undefined })
    return { code: content, map: null, moduleType: 'ts' }
  },
}

describe('a recipe, built', { timeout: 60_000 }, () => {
  test('React, in StrictMode: there once, gone with its page, and back with what was typed', async () => {
    const [component = '', use = '', button = ''] = codesOf('react', 'tsx')
    const app = `
      import { StrictMode, useState } from 'react'
      import { createRoot } from 'react-dom/client'
      ${component.replace("'use client'", '')}
      ${use}
      ${button}
      function App() {
        const [shown, show] = useState(true)
        return <StrictMode>{shown && <Contact />}<button onClick={() => show(!shown)}>Elsewhere</button><TalkToSales /></StrictMode>
      }
      createRoot(document.querySelector('#app')!).render(<App />)
    `
    const script = await bundle({ 'app.tsx': app }, ['react', 'react-dom', 'scheduler'])
    const complaints = await visit({ ...page('</main><script type="module" src="/app.js"></script>'), '/app.js': script }, async page => {
      await email(page).fill('zoe@host-fifteen.example')
      await email(page).press('Tab')
      await page.waitForFunction(() => JSON.stringify(sessionStorage).includes('host-fifteen'))
      expect(await page.locator('baton-form').count()).toBe(1)
      await page.getByRole('button', { name: 'Elsewhere' }).click()
      await page.locator('baton-form').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: 'Talk to sales' }).click()
      await page.locator('baton-form').getByRole('dialog').waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Elsewhere' }).click()
      await expect.poll(() => page.locator('main baton-form').getByLabel('Work email').inputValue()).toBe('zoe@host-fifteen.example')
    })
    expect(complaints).toEqual([])
  })

  test('Vue: there while its component is', async () => {
    const options = `{ server: '${demo.url}', form: 'demo-request', on: { ready: () => (document.title = 'Ready') } }`
    const app = `
      import { createApp, h, ref } from 'vue'
      import BatonForm from './BatonForm.vue'
      const shown = ref(true)
      createApp({ setup: () => () => [shown.value ? h(BatonForm, { options: ${options} }) : null, h('button', { onClick: () => (shown.value = false) }, 'Elsewhere')] }).mount('#app')
    `
    const script = await bundle({ 'app.tsx': app, 'BatonForm.vue': codesOf('vue', 'vue')[0] ?? '' }, ['vue', '@vue'], [vueFiles])
    const complaints = await visit({ ...page('</main><script type="module" src="/app.js"></script>'), '/app.js': script }, async page => {
      await email(page).waitFor()
      expect(await page.title()).toBe('Ready')
      await page.getByRole('button', { name: 'Elsewhere' }).click()
      await page.locator('baton-form').waitFor({ state: 'detached' })
    })
    expect(complaints).toEqual([])
  })
})
