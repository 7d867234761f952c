import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'

const key = 'key-for-this-test-alone-of-some-length'
let demo: RunningDemo
let site: ForeignPage
let browser: Browser
let context: BrowserContext
beforeAll(async () => {
  demo = await startDemo({ BATON_ADMIN_KEY: key })
  site = await startForeignSite({ '/': `<!doctype html><title>Acme</title><main><script async src="${demo.url}/embed/demo-request.js"></script></main>` })
  browser = await launchBrowser()
}, 90_000)
afterAll(async () => {
  await browser.close()
  await site.close()
  await demo.close()
})

const form = (page: Page) => page.locator('baton-form')
const press = (page: Page, name: string) => form(page).getByRole('button', { name, exact: true }).click()

/** A visitor's browser: what it asked to have kept, and what was complained of. */
async function visitor() {
  context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })
  const puts: string[] = []
  const complaints: string[] = []
  context.on('request', request => request.method() === 'PUT' && puts.push(request.url()))
  context.on('weberror', error => complaints.push(String(error.error())))
  context.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  return {
    puts,
    complaints,
    async openTab(query = '') {
      const page = await context.newPage()
      page.setDefaultTimeout(10_000)
      await page.goto(`${site.url}/${query}`)
      return page
    },
  }
}

/** As a visitor does: what the page still has to say, it says. */
async function closeTab(page: Page): Promise<void> {
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed
}

/** To the last screen, as somebody at a small company. */
async function answer(page: Page, email: string): Promise<void> {
  await form(page).getByLabel('Work email').fill(email)
  await form(page).getByLabel('Your name').fill('Zoë Ångström')
  await press(page, 'Continue')
  await want(page)
}

async function want(page: Page): Promise<void> {
  await form(page).getByLabel('I’m looking for my team or company').check()
  await form(page).getByLabel('Planning: decide what happens next').check()
  await press(page, 'Continue')
}

async function work(page: Page): Promise<void> {
  await form(page).getByLabel('1–10', { exact: true }).check()
  await form(page).getByLabel('Which country are you in?').selectOption('GB')
  await press(page, 'Continue')
}

async function hurry(page: Page): Promise<void> {
  await form(page).getByLabel('Just looking').check()
  await press(page, 'Continue')
}

const drafts = async (email: string) => {
  const response = await fetch(`${demo.url}/v1/drafts?limit=100`, { headers: { authorization: `Bearer ${key}` } })
  expect(response.status).toBe(200)
  const { items } = (await response.json()) as { items: { id: string; email: string; answers: object; touches: object }[] }
  return items.filter(draft => draft.email === email)
}

test('whoever agreed and closed the tab finds their answers in the next one, and sales sees them; once sent, only what is new is asked', async () => {
  const email = 'again@visitor-remembered.example'
  const { openTab, puts, complaints } = await visitor()
  const first = await openTab('?utm_source=newsletter&utm_medium=email')
  await answer(first, email)
  await work(first)
  await hurry(first)
  await form(first).getByLabel('What should get better?').fill('our weekly spreadsheet')
  await form(first).getByRole('checkbox').check()
  expect(await drafts(email)).toEqual([])
  await closeTab(first)

  const [draft] = await eventually(async () => {
    const found = await drafts(email)
    return found.length > 0 && found
  })
  expect(draft).toMatchObject({
    answers: { email, country: 'GB', goal: 'our weekly spreadsheet', consent: true },
    touches: { first: { source: 'newsletter' } },
  })

  const second = await openTab()
  await form(second).getByText('Your answers are still here.').waitFor()
  expect(await form(second).getByLabel('What should get better?').inputValue()).toBe('our weekly spreadsheet')
  await press(second, 'Find my contact')
  await form(second)
    .getByRole('heading', { name: /will look after you/ })
    .waitFor()
  expect(await drafts(email)).toEqual([])
  await closeTab(second)

  const third = await openTab('?utm_source=advert')
  await form(third).getByText(`Continuing as ${email}. Not you?`).waitFor()
  expect(await form(third).getByLabel('Work email').count()).toBe(0)
  await want(third)
  await hurry(third) // past size and country
  expect(await form(third).getByRole('checkbox').isChecked()).toBe(false)
  await form(third).getByRole('checkbox').check()
  await press(third, 'Find my contact')
  await form(third)
    .getByRole('heading', { name: /will look after you/ })
    .waitFor()
  const { items } = (await (await fetch(`${demo.url}/v1/leads?email=${email}`, { headers: { authorization: `Bearer ${key}` } })).json()) as {
    items: { submissions: { answers: object; touches: object }[] }[]
  }
  expect(items[0]?.submissions).toHaveLength(2)
  expect(items[0]?.submissions[0]).toMatchObject({
    answers: { email, name: 'Zoë Ångström', companySize: '1-10', country: 'GB' },
    touches: { first: { source: 'newsletter' }, last: { source: 'advert' } },
  })

  const fourth = await openTab()
  await form(fourth).getByText('Not you?').waitFor()
  await press(fourth, 'Start over')
  await form(fourth).getByLabel('Work email').waitFor()
  expect(await fourth.evaluate(() => localStorage.length)).toBe(0)
  expect(puts).toEqual([]) // but for that of the closed tab, whose requests nobody is told of
  expect(complaints).toEqual([])
  await context.close()
})

test('without consent nothing is sent before Send, and nothing is left in the browser', async () => {
  const email = 'private@visitor-forgotten.example'
  const { openTab, puts, complaints } = await visitor()
  const first = await openTab('?utm_source=newsletter')
  await answer(first, email)
  await work(first)
  await hurry(first)
  await closeTab(first)
  const second = await openTab()
  await form(second).getByLabel('Work email').waitFor()
  expect(await form(second).getByLabel('Work email').inputValue()).toBe('')
  expect(await second.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, ''])
  expect(puts).toEqual([])
  expect(await drafts(email)).toEqual([])

  // Given and taken back: the same.
  await answer(second, email)
  await work(second)
  await hurry(second)
  await form(second).getByRole('checkbox').check()
  await press(second, 'Back')
  await eventually(async () => (await drafts(email)).length === 1)
  await press(second, 'Continue')
  await form(second).getByRole('checkbox').uncheck()
  await eventually(async () => (await drafts(email)).length === 0)
  expect(await second.evaluate(() => localStorage.length)).toBe(0)
  await closeTab(second)
  const third = await openTab()
  await form(third).getByLabel('Work email').waitFor()
  expect(puts).toHaveLength(2)
  expect(complaints).toEqual([])
  await context.close()
})
