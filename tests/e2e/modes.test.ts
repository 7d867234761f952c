import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'

let demo: RunningDemo
let browser: Browser
let site: ForeignPage
beforeAll(async () => {
  demo = await startDemo()
  browser = await launchBrowser()
  const page = (tag: string, language = 'en') =>
    `<!doctype html><html lang="${language}"><title>Acme</title><body><main><h1>Acme</h1><input id="own" aria-label="Newsletter"><a href="#never" data-baton-open="demo-request">Talk to sales</a></main>${tag}`
  const tag = (more: string, query = '') => `<script async src="${demo.url}/embed/demo-request.js${query}" ${more}></script>`
  site = await startForeignSite({
    '/popup': page(tag('data-mode="popup"')),
    '/button': page(tag('data-mode="button"')),
    '/slide-in': page(tag('data-mode="slide-in" data-open-after="0"')),
    '/inline': page(tag('')),
    '/german-page': page(tag(''), 'de-AT'),
    '/german-tag': page(tag('data-locale="de"')),
    '/english-address': page(tag('', '?locale=en'), 'de'),
  })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([site.close(), demo.close()])
})

async function open(path: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(site.url + path)
    await look(page)
  } finally {
    await context.close()
  }
}

const email = (page: Page) => page.locator('baton-form').getByLabel(/Work email|Geschäftliche E-Mail/)
const hasFocus = (page: Page) => expect.poll(() => email(page).evaluate(field => field.matches(':focus'))).toBe(true)
const focusedOutside = (page: Page) => page.evaluate(() => document.activeElement?.tagName)

test('a popup opens by a link that was clicked before its file arrived, keeps the cursor in it, and gives it back', () =>
  open('/popup', async page => {
    await page.waitForFunction(() => 'baton' in window)
    await page.getByRole('link', { name: 'Talk to sales' }).click()
    await hasFocus(page)
    expect(page.url()).not.toContain('#never')
    await page.keyboard.type('zoe@host-four.example')
    // Once round: the browser keeps the rest of the page out of reach.
    for (let tab = 0; tab < 8; tab++) {
      await page.keyboard.press('Tab')
      expect(['BATON-FORM', 'BODY']).toContain(await focusedOutside(page))
    }
    await page.keyboard.press('Escape')
    await email(page).waitFor({ state: 'hidden' })
    await expect.poll(() => focusedOutside(page)).toBe('A')
    await page.evaluate(() => window.baton?.open('demo-request'))
    await hasFocus(page)
    expect(await email(page).inputValue()).toBe('zoe@host-four.example')
    await page.mouse.click(5, 5)
    await email(page).waitFor({ state: 'hidden' })
  }))

test('a button in the corner opens its form, closes it, and has the cursor again', () =>
  open('/button', async page => {
    await page.getByRole('button', { name: 'Talk to sales' }).click()
    await hasFocus(page)
    await page.getByRole('button', { name: 'Close' }).click()
    await email(page).waitFor({ state: 'hidden' })
    expect(await page.getByRole('button', { name: 'Talk to sales' }).evaluate(button => button.matches(':focus'))).toBe(true)
  }))

test('what slides in takes no cursor, and stays away in this tab once it was closed', () =>
  open('/slide-in', async page => {
    await email(page).waitFor()
    expect(await focusedOutside(page)).toBe('BODY')
    await page.getByRole('button', { name: 'Close' }).click()
    await page.reload()
    await page.waitForFunction(() => document.querySelector('baton-form')?.shadowRoot?.querySelector('.over'))
    expect(await email(page).count()).toBe(0)
    await page.getByRole('link', { name: 'Talk to sales' }).click()
    await hasFocus(page)
  }))

test('the same link leads to a form that stands on the page', () =>
  open('/inline', async page => {
    await email(page).waitFor()
    await page.getByRole('link', { name: 'Talk to sales' }).click()
    await hasFocus(page)
  }))

test.each([
  ['/inline', 'Continue', 'en'],
  ['/german-page', 'Weiter', 'de'],
  ['/german-tag', 'Weiter', 'de'],
  ['/english-address', 'Continue', 'en'],
])('%s has its form in the language that it says', (path, button, language) =>
  open(path, async page => {
    await page.locator('baton-form').getByRole('button', { name: button }).waitFor()
    expect(await page.locator('baton-form [lang]').getAttribute('lang')).toBe(language)
  }),
)

test('a server that does not tell the other language in time costs the visitor no form', async () => {
  const context = await browser.newContext({ locale: 'en-GB' })
  try {
    const page = await context.newPage()
    await page.route('**/embedded*', () => undefined) // never answered
    await page.goto(`${site.url}/german-page`)
    await page.locator('baton-form').getByRole('button', { name: 'Continue' }).waitFor({ timeout: 6000 })
  } finally {
    await context.close()
  }
})

test('a visit goes on after a reload, in its own tab alone', () =>
  open('/inline', async page => {
    const form = page.locator('baton-form')
    await email(page).fill('zoe@host-five.example')
    await form.getByLabel('Your name').fill('Zoë')
    await form.getByRole('button', { name: 'Continue' }).click()
    await form.getByLabel('I’m advising another company').check()
    await page.reload()
    await form.getByText('Your answers are still here.').waitFor()
    expect(await form.getByLabel('I’m advising another company').isChecked()).toBe(true)
    const other = await page.context().newPage()
    await other.goto(`${site.url}/inline`)
    await email(other).waitFor()
    await email(other).fill('x')
    expect(await other.getByText('Your answers are still here.').count()).toBe(0)
  }))
