import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'

let demo: RunningDemo
let browser: Browser
beforeAll(async () => {
  demo = await startDemo()
  browser = await launchBrowser()
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await demo?.close()
})

interface Visit extends BrowserContextOptions {
  /** What may be complained of. */
  expected?: RegExp
  /** The widget cannot be had. */
  blocked?: true
}

/** Opens a page of Baton's and looks at it; nothing may be thrown or complained of on the way, but for what is expected. */
async function open(path: string, { expected, blocked, ...options }: Visit, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Berlin', locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  try {
    if (blocked) await page.route('**/embed/**', route => route.abort()) // from here on the browser keeps no page either
    await page.goto(demo.url + path)
    await look(page)
    expect(complaints.filter(complaint => !expected?.test(complaint))).toEqual([])
  } finally {
    await context.close()
  }
}

/** A 422 is told in the console like any status above 400, and a network that is away. */
const noScript = { javaScriptEnabled: false, expected: /status of 422|ERR_INTERNET_DISCONNECTED/ }
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.className)
const mailsTo = async (email: string) =>
  ((await (await fetch(`${demo.url}/mailbox.json`)).json()) as { to: string; text: string }[]).filter(mail => mail.to === email)

/** Types on whatever has the cursor. */
async function keys(page: Page, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key)
}
async function enterAndLoad(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
}

describe('without JavaScript', () => {
  test('the visit goes by keyboard alone, from the link on the site to the rep’s name and link', { timeout: 60_000 }, async () => {
    const email = `keys${Date.now()}@visitor-keys.example`
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(demo.url)
    const link = page.locator('noscript a, .form a').filter({ visible: true })
    await link.focus()
    await enterAndLoad(page)
    expect(new URL(page.url()).pathname).toBe('/f/demo-request')

    await page.locator('body').press('Tab')
    expect(await focused(page)).toBe('email')
    await page.keyboard.type('zoe at contoso')
    await enterAndLoad(page)
    expect(await focused(page)).toBe('problems')
    await keys(page, 'Tab', 'Enter')
    await eventually(async () => (await focused(page)) === 'email', { what: 'The line of the summary led to its field' })
    await enterAndLoad(page) // again wrong, and the address has a fragment now
    expect(await focused(page)).toBe('problems')
    await keys(page, 'Tab', 'Enter')
    await eventually(async () => (await focused(page)) === 'email')
    await keys(page, 'Control+A')
    await page.keyboard.type(email)
    await keys(page, 'Tab')
    await page.keyboard.type('Zoë Ångström')
    await enterAndLoad(page)

    expect([await page.title(), await focused(page)]).toEqual(['2 of 5 · Talk to sales · Northlight', 'purpose'])
    await keys(page, 'Space', 'Tab', 'ArrowDown')
    expect(await page.getByRole('radio', { name: /^Planning/ }).isChecked()).toBe(true)
    await enterAndLoad(page)
    await keys(page, 'Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Tab')
    await page.keyboard.type('Germ')
    await keys(page, 'Tab')
    await enterAndLoad(page)
    expect([await page.getByRole('status').textContent(), await focused(page)]).toEqual(['Your answer brings up one more question.', 'seats'])
    await page.keyboard.type('120')
    await enterAndLoad(page)
    await keys(page, 'Space', 'ArrowDown', 'Tab', 'Space', 'ArrowDown', 'ArrowDown')
    await enterAndLoad(page)
    await page.keyboard.type('Fewer spreadsheets.')
    await keys(page, 'Tab', 'Space')
    await enterAndLoad(page)

    expect(new URL(page.url()).pathname).toMatch(/^\/h\/[\w-]{24}$/)
    const heading = await page.getByRole('heading', { level: 1 }).textContent()
    expect(heading).toMatch(/^\p{L}+ will look after you$/u)
    expect(await page.locator('.person strong').textContent()).toContain(heading?.split(' ')[0])
    expect(await page.getByRole('link', { name: /^\d\d:\d\d$|calendar/ }).count()).toBeGreaterThan(0)
    const [mail] = await eventually(async () => {
      const mails = await mailsTo(email)
      return mails.length > 0 && mails
    })
    expect(mail?.text).toContain(page.url())
    await context.close()
  })

  test('the browser’s own Back shows what was typed, without asking again, and going on from there loses nothing', async () => {
    await open('/f/demo-request', noScript, async page => {
      await page.getByLabel('Work email').fill('back@visitor-back.example')
      await page.getByLabel('Your name').fill('Ben')
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByLabel('I’m advising another company').check()
      await page.getByLabel('Both, or not sure yet').check()
      await page.getByRole('button', { name: 'Continue' }).click()
      await page.getByText('3 of 5').waitFor()
      await page.context().setOffline(true) // what is shown now is what the browser kept
      await page.goBack()
      expect(await page.getByLabel('I’m advising another company').isChecked()).toBe(true)
      await page.goBack()
      expect([await page.getByLabel('Work email').inputValue(), await page.getByLabel('Your name').inputValue()]).toEqual(['back@visitor-back.example', 'Ben'])
    })
  })

  test('what is wrong is told to a screen reader where it stands', async () => {
    await open('/f/contact', noScript, async page => {
      await page.getByRole('button').first().click()
      const wrong = page.locator('[aria-invalid]').first()
      const described = (await wrong.getAttribute('aria-describedby')) ?? ''
      expect(await page.locator(`#${described.split(' ').at(-1)}`).textContent()).toMatch(/\w/)
      expect(await page.getByRole('group', { name: 'Please look at these answers again:' }).getByRole('link').count()).toBeGreaterThan(0)
    })
  })
})

/** Runs in the page: how far things have moved so far, once two more frames have been drawn. */
function measureShift(): Promise<number> {
  let moved = 0
  const observer = new PerformanceObserver(list => {
    for (const entry of list.getEntries()) moved += (entry as PerformanceEntry & { value: number }).value // of a layout shift
  })
  observer.observe({ type: 'layout-shift', buffered: true })
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved))))
}

test('with JavaScript the page is the widget, from its first moment, under its own policy', async () => {
  await open('/f/demo-request?prefill_name=Sam', {}, async page => {
    await page.getByRole('textbox', { name: 'Work email' }).fill('sam@visitor-script.example')
    expect(await page.locator('baton-form > form').isVisible()).toBe(false)
    expect(await page.evaluate(measureShift)).toBe(0)
    expect(await page.getByRole('textbox', { name: 'Your name' }).inputValue()).toBe('Sam')
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByRole('radio', { name: 'I’m studying or doing research' }).check()
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Find my contact' }).click()
    await page.getByRole('heading', { name: 'Thank you for telling us' }).waitFor()
  })
})

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } } // just put there
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  })
}

test.each(['light', 'dark'] as const)(
  'where the widget cannot be had, the form under it works, and nobody is shut out of any of its pages (%s)',
  async colorScheme => {
    const visit: Visit = { colorScheme, viewport: { width: 360, height: 740 }, blocked: true, expected: /status of 4(22|04)|ERR_FAILED/ }
    await open('/f/demo-request', visit, async page => {
      const found = await violations(page)
      const next = async () => {
        await Promise.all([page.waitForEvent('load'), page.getByRole('button').first().click()])
        found.push(...(await violations(page)))
      }
      await next()
      await page.getByLabel('Work email').fill('axe@visitor-axe.example')
      await page.getByLabel('Your name').fill('Axe')
      await next()
      await next()
      await page.getByLabel('I’m looking for my team or company').check()
      await page.getByLabel('Planning: decide what happens next').check()
      await next()
      await page.getByLabel('201–1,000').check()
      await page.getByLabel('Which country are you in?').selectOption('DE')
      await next()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
      expect(found).toEqual([])
      await page.goto(`${demo.url}/f/nope`)
      expect(await violations(page)).toEqual([])
    })
  },
)
