import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'

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

/** Opens a page of somebody else's and gives what the browser complained of on the way. */
async function visit(page: { html: string; headers?: Record<string, string> }, look: (page: Page, site: ForeignPage) => Promise<void>): Promise<string[]> {
  const site = await startForeignSite({ '/': `<!doctype html><title>Acme</title><body><main>${page.html}</main>` }, page.headers)
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const complaints: string[] = []
  try {
    const opened = await context.newPage()
    opened.setDefaultTimeout(10_000)
    opened.on('pageerror', error => complaints.push(String(error)))
    opened.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    await opened.goto(site.url)
    await look(opened, site)
    return complaints
  } finally {
    await context.close()
    await site.close()
  }
}

const tag = (form: string, more = '') => `<script async src="${demo.url}/embed/${form}.js" ${more}></script>`

/** Through the short form of the demo's pricing page, to its answer. */
async function writeToSales(page: Page, email: string): Promise<void> {
  const form = page.locator('baton-form[form="contact"]')
  await form.getByLabel('Work email').fill(email)
  for (let step = 0; step < 6 && !(await form.getByRole('heading', { name: /look after you|thank/i }).count()); step++) {
    for (const box of await form.getByRole('textbox').all()) if ((await box.inputValue()) === '') await box.fill('Zoë Ångström')
    for (const box of await form.getByRole('checkbox').all()) await box.check()
    for (const list of await form.getByRole('combobox').all()) await list.selectOption('DE')
    for (const group of await form.getByRole('radiogroup').all()) await group.getByRole('radio').first().check()
    await form.getByRole('button').first().click()
    await page.waitForFunction(
      () => !document.querySelector('baton-form[form="contact"]')?.shadowRoot?.querySelector('[aria-busy="true"], button[aria-disabled="true"]'),
    )
  }
  await form.getByRole('heading', { name: /look after you/ }).waitFor()
}

describe('on somebody else’s page', () => {
  test('a script that is pinned runs under Subresource Integrity, and no other does', async () => {
    const script = await fetch(`${demo.url}/embed/contact.js?locale=en`)
    const version = script.headers.get('etag')?.replace(/"/g, '')
    const integrity = `sha384-${createHash('sha384')
      .update(await script.text())
      .digest('base64')}`
    const pinned = (more = '') =>
      `<script async src="${demo.url}/embed/contact.js?v=${version}" integrity="${integrity}${more}" crossorigin="anonymous"></script>`
    expect(await visit({ html: pinned() }, page => page.locator('baton-form').getByLabel('Work email').waitFor())).toEqual([])
    const [complaint] = await visit({ html: pinned().replace(integrity, integrity.replace(/^(.{20})./, '$1_')) }, async page => {
      await page.waitForLoadState('load')
      expect(await page.locator('baton-form').count()).toBe(0)
    })
    expect(complaint).toContain('integrity')
  })

  test('a strict Content Security Policy with Trusted Types, which names Baton’s origin and nothing else, is kept', async () => {
    const policy = `default-src 'none'; script-src ${demo.url}; connect-src ${demo.url}; img-src ${demo.url}; require-trusted-types-for 'script'; trusted-types 'none'`
    const complaints = await visit({ html: tag('contact'), headers: { 'content-security-policy': policy } }, page =>
      writeToSales(page, 'strict@host-one.example'),
    )
    expect(complaints).toEqual([])
  })

  test('two forms live side by side, and what comes later is fetched once for both', async () => {
    const complaints = await visit({ html: tag('contact') + tag('demo-request') }, async page => {
      await page.locator('baton-form[form="demo-request"]').getByLabel('Work email').fill('two@host-two.example')
      await writeToSales(page, 'two@host-two.example')
      const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
      expect(names.filter(name => name.startsWith('/widget/'))).toHaveLength(3)
    })
    expect(complaints).toEqual([])
  })

  test('the same tag twice shows one form, and says so once', async () => {
    const complaints = await visit({ html: tag('contact') + tag('contact') }, async page => {
      await page.locator('baton-form').getByLabel('Work email').first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.locator('baton-form').count()).toBe(1)
    })
    expect(complaints).toEqual([expect.stringContaining('contact')])
  })

  test('a style sheet that unsets everything does the form no harm', async () => {
    const complaints = await visit({ html: `<style>* { all: unset !important; display: revert !important } </style>${tag('contact')}` }, async page => {
      const button = page.locator('baton-form').getByRole('button').first()
      await button.waitFor()
      expect(await button.evaluate(element => getComputedStyle(element).backgroundColor)).not.toBe('rgba(0, 0, 0, 0)')
    })
    expect(complaints).toEqual([])
  })

  test('data-target and data-prefill do what they say', async () => {
    const complaints = await visit(
      { html: `<div id="here"></div><p>Between</p>${tag('contact', 'data-target="#here" data-prefill-email="known@host-three.example"')}` },
      async page => {
        const form = page.locator('#here baton-form')
        await form.getByRole('textbox').first().waitFor()
        expect(await form.getByRole('textbox').first().inputValue()).toBe('known@host-three.example')
      },
    )
    expect(complaints).toEqual([])
  })
})
