import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as BatonWidget from '@baton/widget/npm/baton-widget.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'
import { installWidget } from '../support/pack-widget.ts'

/** The packed package, imported by a page of somebody else's as a module. */

let widget: ReturnType<typeof installWidget>
let demo: RunningDemo
let browser: Browser
let site: ForeignPage
beforeAll(async () => {
  widget = installWidget()
  demo = await startDemo()
  browser = await launchBrowser()
  const files = Object.fromEntries(
    ['baton-widget', 'load-script', 'events'].map(name => [
      `/${name}.js`,
      readFileSync(join(widget.folder, `node_modules/@baton/widget/dist/${name}.js`), 'utf8'),
    ]),
  )
  const page = (language: string) =>
    `<!doctype html><html lang="${language}"><title>Acme</title><main id="place"></main><script type="module" src="/app.js"></script>`
  // Baton's origin, as README says, beside the page's own script; nothing for styles.
  const policy = `default-src 'none'; script-src 'self' ${demo.url}; connect-src ${demo.url}; img-src ${demo.url}; require-trusted-types-for 'script'; trusted-types 'none'`
  site = await startForeignSite(
    { '/': page('en'), '/german': page('de'), '/app.js': `import * as widget from '/baton-widget.js'\nwindow.widget = widget`, ...files },
    { 'content-security-policy': policy },
  )
}, 90_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([site.close(), demo.close()])
  widget.remove()
})

type WithWidget = Window & { widget: typeof BatonWidget; mounted: BatonWidget.MountedForm; heard: string[] }

/** Opens the page, and gives what its console complained of. */
async function open(look: (page: Page) => Promise<void>, path = '/'): Promise<string[]> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const complaints: string[] = []
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('pageerror', error => complaints.push(String(error)))
    page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    await page.goto(site.url + path)
    await page.waitForFunction(() => 'widget' in window)
    await look(page)
    return complaints
  } finally {
    await context.close()
  }
}

const form = (page: Page) => page.locator('baton-form')

const mount = (page: Page, options: Partial<Omit<BatonWidget.FormOptions, 'fallback' | 'on'>> = {}) =>
  page.evaluate(
    given => {
      const own = window as unknown as WithWidget // see /app.js
      own.heard ??= []
      const hear = (words: string) => void own.heard.push(words)
      own.mounted = own.widget.mountForm('#place', {
        ...given,
        on: { ready: ({ formId }) => hear(`ready ${formId}`), assigned: ({ rep }) => hear(`assigned ${rep.name}`), error: ({ code }) => hear(`error ${code}`) },
      })
    },
    { server: demo.url, form: 'contact', ...options },
  )
const heard = (page: Page) => page.evaluate(() => (window as unknown as WithWidget).heard)
const unmount = (page: Page) => page.evaluate(() => (window as unknown as WithWidget).mounted.remove())

/** Through the form, whatever it asks, to its answer. */
async function writeToSales(page: Page): Promise<void> {
  for (let step = 0; step < 6 && (await form(page).locator('#result').count()) === 0; step++) {
    for (const box of await form(page).getByRole('textbox').all()) if ((await box.inputValue()) === '') await box.fill('Zoë Ångström')
    for (const box of await form(page).getByRole('checkbox').all()) await box.check()
    for (const list of await form(page).getByRole('combobox').all()) await list.selectOption('DE')
    for (const group of await form(page).getByRole('radiogroup').all()) await group.getByRole('radio').first().check()
    const progress = form(page).getByRole('progressbar')
    const shown = (await progress.count()) ? await progress.getAttribute('value') : null
    await form(page).locator('#go').click()
    await form(page).locator(`#result, progress:not([value="${shown}"])`).first().waitFor()
  }
}

describe('@baton/widget in a page of somebody else’s', { timeout: 60_000 }, () => {
  test('takes a lead under a strict policy with Trusted Types, and tells its handlers', async () => {
    const complaints = await open(async page => {
      await mount(page, { prefill: { email: 'zoe@host-eleven.example' } })
      await form(page).getByLabel('Work email').waitFor()
      expect(await form(page).getByLabel('Work email').inputValue()).toBe('zoe@host-eleven.example')
      await writeToSales(page)
      expect(await heard(page)).toEqual(['ready contact', expect.stringMatching(/^assigned \S/)])
    })
    expect(complaints).toEqual([])
  })

  test('mounted, removed and mounted again is one form, with what was typed', async () => {
    const complaints = await open(async page => {
      await mount(page)
      await unmount(page)
      await mount(page)
      await mount(page)
      await form(page).getByLabel('Work email').fill('zoe@host-twelve.example')
      await form(page).getByLabel('Work email').press('Tab')
      await page.waitForFunction(() => JSON.stringify(sessionStorage).includes('host-twelve'))
      await unmount(page)
      expect(await form(page).count()).toBe(0)
      await mount(page)
      await expect.poll(() => form(page).getByLabel('Work email').inputValue()).toBe('zoe@host-twelve.example')
      expect(await form(page).count()).toBe(1)
      const scripts = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/embed/')).length)
      expect(scripts).toBe(1)
    })
    expect(complaints).toEqual([])
  })

  test('comes in the language that is asked for, in one request, and takes answers that come later', async () => {
    const complaints = await open(async page => {
      await mount(page, { form: 'demo-request', locale: 'de' })
      await form(page).getByLabel('Geschäftliche E-Mail').waitFor()
      await page.evaluate(() => (window as unknown as WithWidget).mounted.prefill({ email: 'later@host-thirteen.example' }))
      expect(await form(page).getByLabel('Geschäftliche E-Mail').inputValue()).toBe('later@host-thirteen.example')
      const requests = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
      expect(requests.filter(path => path.startsWith('/embed/') || path.endsWith('/embedded'))).toEqual(['/embed/demo-request.js'])
    })
    expect(complaints).toEqual([])
  })

  test('openForm opens over the page with the cursor in it, also where its language is still on its way', async () => {
    const complaints = await open(async page => {
      const openIt = () =>
        page.evaluate(server => (window as unknown as WithWidget).widget.openForm({ server, form: 'demo-request' }).element.getAttribute('data-mode'), demo.url)
      expect(await openIt()).toBe('popup')
      const email = form(page).getByRole('dialog').getByLabel('Geschäftliche E-Mail')
      await expect.poll(() => email.evaluate(field => field.matches(':focus'))).toBe(true)
      await page.keyboard.press('Escape')
      await email.waitFor({ state: 'hidden' })
      await openIt()
      await email.waitFor()
      expect(await form(page).count()).toBe(1)
    }, '/german')
    expect(complaints).toEqual([])
  })

  test('a form that is not there is the server’s own sentence, each time it is mounted', async () => {
    const complaints = await open(async page => {
      await mount(page, { form: 'no-such-form' })
      await form(page).getByRole('paragraph').waitFor()
      await unmount(page)
      await mount(page, { form: 'no-such-form' })
      await form(page).getByRole('paragraph').waitFor()
      expect(await heard(page)).toEqual(['error absent', 'error absent'])
    })
    expect(complaints).toEqual(Array(2).fill(expect.stringContaining('“no-such-form”')))
  })

  test('leaves a link while the server is away, and is there when it is mounted after that', async () => {
    await open(async page => {
      await demo.stop()
      await mount(page)
      await page.getByRole('link', { name: 'Open the form' }).waitFor()
      await demo.restart()
      await mount(page)
      await form(page).getByLabel('Work email').waitFor({ timeout: 30_000 }) // its database starts again
      expect(await page.getByRole('link', { name: 'Open the form' }).count()).toBe(0)
      expect(await heard(page)).toEqual(['error unreachable', 'ready contact'])
    })
  }, 90_000)
})
