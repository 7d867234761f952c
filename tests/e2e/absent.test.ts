import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'
import { freePort } from '../support/free-port.ts'

let demo: RunningDemo
let browser: Browser
let site: ForeignPage
beforeAll(async () => {
  demo = await startDemo()
  browser = await launchBrowser()
  const page = (content: string, language = 'en') => `<!doctype html><html lang="${language}"><title>Acme</title><body><main><h1>Acme</h1>${content}</main>`
  const tag = (form: string, more = '') => `<script async src="${demo.url}/embed/${form}.js" ${more}></script>`
  const silent = `http://localhost:${await freePort()}`
  site = await startForeignSite({
    '/unknown': page(tag('nothing')),
    '/unknown-german': page(`<baton-form form="nothing"></baton-form>${tag('nothing')}`, 'de-AT'),
    '/unknown-arabic': page(tag('nothing', 'data-locale="ar"')),
    '/unknown-with-link': page(`<baton-form form="nothing">\n<a href="/write">Write to us</a>\n</baton-form>${tag('nothing')}`),
    '/unknown-popup': page(tag('nothing', 'data-mode="popup"')),
    '/unknown-beside-known': page(`<baton-form form="nothing"></baton-form>${tag('contact')}${tag('nothing')}`),
    '/elsewhere': page(tag('contact')),
    '/silent': page(`<baton-form form="contact"><a href="/write">Write to us</a></baton-form><script async src="${silent}/embed/contact.js"></script>`),
  })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([site.close(), demo.close()])
})

interface Opened {
  page: Page
  warnings: string[]
  /** What the page heard, as its tag manager did. */
  events(): Promise<{ event: string; code?: string; reason?: string; formId: string }[]>
}

async function open(address: string, look: (opened: Opened) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.addInitScript('window.dataLayer = []')
    const warnings: string[] = []
    page.on('console', message => message.type() !== 'error' && warnings.push(message.text()))
    page.on('pageerror', error => warnings.push(`thrown: ${error.message}`))
    await page.goto(address)
    await look({ page, warnings, events: () => page.evaluate('window.dataLayer') })
  } finally {
    await context.close()
  }
}

const sentence = (page: Page) => page.locator('baton-form p')

test('a form that does not exist is a sentence for the visitor, an event for the page and a code for its developer', () =>
  open(`${site.url}/unknown`, async ({ page, warnings, events }) => {
    await sentence(page).waitFor()
    expect(await sentence(page).textContent()).toBe('This form cannot be shown right now. Please get in touch with us another way.')
    expect(await events()).toEqual([{ event: 'baton:error', formId: 'nothing', code: 'absent', reason: 'form_not_found' }])
    expect(warnings).toEqual(['Baton: form_not_found. There is no published form with that id. It was asked for “nothing”.'])
  }))

test.each([
  ['/unknown-german', /^Dieses Formular lässt sich/, 'ltr'],
  ['/unknown-arabic', /^لا يمكن/, 'rtl'],
])('%s: the sentence is in the language of the page', (path, text, direction) =>
  open(site.url + path, async ({ page }) => {
    await sentence(page).waitFor()
    expect(await sentence(page).textContent()).toMatch(text)
    expect(await sentence(page).evaluate(element => getComputedStyle(element).direction)).toBe(direction)
    expect(await page.locator('baton-form').count()).toBe(1)
  }),
)

test('what the page itself has put there for this case stays', () =>
  open(`${site.url}/unknown-with-link`, async ({ page, events }) => {
    await expect.poll(async () => (await events()).length).toBe(1)
    expect(await page.getByRole('link', { name: 'Write to us' }).isVisible()).toBe(true)
    expect(await sentence(page).count()).toBe(0)
  }))

test('a form that would open over the page leaves nothing in it', () =>
  open(`${site.url}/unknown-popup`, async ({ page, events }) => {
    await expect.poll(async () => (await events()).length).toBe(1)
    expect(await sentence(page).count()).toBe(0)
  }))

test('beside a form that is there it does no harm', () =>
  open(`${site.url}/unknown-beside-known`, async ({ page }) => {
    await page.locator('baton-form[form="contact"]').getByLabel('Work email').waitFor()
    await page.locator('baton-form[form="nothing"] p').waitFor()
  }))

test('where the server cannot be reached, the page’s own link is what a visitor finds', () =>
  open(`${site.url}/silent`, async ({ page }) => {
    await page.waitForLoadState('load')
    expect(await page.getByRole('link', { name: 'Write to us' }).isVisible()).toBe(true)
  }))

test('a page that the form does not admit says so at the first key, and where the form can be sent from', () =>
  open(`${site.url.replace('localhost', 'acme.localhost')}/elsewhere`, async ({ page, warnings, events }) => {
    await page.getByLabel('Work email').fill('zoe@host-one.example')
    const notice = page.getByRole('alert')
    await notice.waitFor()
    expect(await notice.textContent()).toBe('This form cannot be sent from this page.')
    expect(await page.locator('baton-form .notice a').getAttribute('href')).toBe('https://northlight.example/contact')
    expect((await events()).filter(({ event }) => event === 'baton:error')).toEqual([
      { event: 'baton:error', formId: 'contact', code: 'refused', reason: 'origin_not_allowed' },
    ])
    expect(warnings.filter(text => text.startsWith('Baton:'))).toEqual([
      'Baton: origin_not_allowed. This form does not accept submissions from that site. Add its origin to the form’s allowedOrigins. It is the form “contact”.',
    ])
  }))

test('a program that asks for a form that does not exist gets an error as everywhere', async () => {
  const answer = await fetch(`${demo.url}/embed/nothing.js`)
  expect([answer.status, (await answer.json()).error.code]).toEqual([404, 'form_not_found'])
})
