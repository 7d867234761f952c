import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/await-condition.ts'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'

let demo: RunningDemo
let site: ForeignPage
let browser: Browser
beforeAll(async () => {
  demo = await startDemo()
  site = await startForeignSite({
    '/': `<!doctype html><title>Acme</title><h1>Acme</h1><main><script async src="${demo.url}/embed/demo-request.js"></script></main><p id="below">Below</p>`,
    '/reserved': `<!doctype html><title>Acme</title><style>baton-form { --baton-accent: rgb(200, 30, 60) }</style>
      <baton-form form="demo-request" style="display:block;min-height:26rem"></baton-form><script async src="${demo.url}/embed/demo-request.js"></script><p id="below">Below</p>`,
  })
  browser = await launchBrowser()
  // The first handoff of a process plans its statements, which on a busy machine can use up the time there is for asking the calendar.
  const answers = { email: 'first@visitor-zero.example', name: 'First Visitor', message: 'Hello', consent: true }
  const body = JSON.stringify({ submissionId: crypto.randomUUID(), answers })
  const sent = await fetch(`${demo.url}/v1/forms/contact/submissions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(sent.status).toBe(201)
}, 90_000)
afterAll(async () => {
  await browser.close()
  await site.close()
  await demo.close()
})

/** What a browser itself says of requests that find nobody. */
const nobodyThere = /ERR_(CONNECTION_REFUSED|CONNECTION_RESET|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/

/** Opens a page as a visitor in Berlin and looks at it; nothing may be thrown or complained of on the way, but for `expected`. */
async function open(address: string, look: (page: Page) => Promise<void>, expected?: RegExp): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Europe/Berlin', locale: 'en-GB' })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(String(error)))
  page.on('console', message => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  try {
    await page.goto(address)
    await look(page)
    expect(complaints.filter(complaint => !expected?.test(complaint))).toEqual([])
  } finally {
    await context.close()
  }
}

const form = (page: Page) => page.locator('baton-form')
const press = (page: Page, name: string) => form(page).getByRole('button', { name, exact: true }).click()

/** To the last step, as somebody at a company of 640 in Germany. */
async function answerUpToGoal(page: Page, email: string): Promise<void> {
  await form(page).getByLabel('Work email').fill(email)
  await form(page).getByLabel('Your name').fill('Zoë Ångström')
  await page.keyboard.press('Enter')
  await form(page).getByLabel('I’m looking for my team or company').check()
  await form(page).getByLabel('Analytics: see what is happening').check()
  await press(page, 'Continue')
  await form(page).getByLabel('201–1,000').check()
  await form(page).getByLabel('How many people would use it?').fill('120')
  await form(page).getByLabel('Which country are you in?').selectOption('DE')
  await press(page, 'Continue')
  await form(page).getByLabel('In one to three months').check()
  await form(page).getByLabel('€25,000 to €100,000').check()
  await press(page, 'Continue')
}

async function send(page: Page): Promise<void> {
  await form(page).getByRole('checkbox').check()
  await press(page, 'Find my contact')
}

const mailsTo = async (email: string) => {
  const mails = (await (await fetch(`${demo.url}/mailbox.json`)).json()) as {
    kind: string
    to: string
    leadId: string
    replyTo: string
    subject: string
    text: string
  }[]
  const visitor = mails.find(mail => mail.to === email)
  return { visitor, rep: mails.find(mail => mail.kind === 'rep-mail' && mail.leadId === visitor?.leadId) }
}

describe('a visitor of a page on another origin', () => {
  test('answers, sees their rep and the rep’s times, gets a mail, and the lead page says why', async () => {
    await open(`${site.url}/?utm_source=newsletter&utm_medium=email&utm_campaign=launch`, async page => {
      const email = `zoe${Date.now()}@visitor-one.example`
      await answerUpToGoal(page, email)
      await form(page).getByLabel('What should get better?').fill('replace our weekly spreadsheet')
      await send(page)

      const heading = form(page).getByRole('heading', { name: /will look after you/ })
      await heading.waitFor()
      const rep = (await heading.textContent())?.split(' ')[0] ?? ''
      const photo = form(page).locator('img')
      await eventually(async () => (await photo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth)) === 192, {
        what: 'The photo is there',
      })
      const times = form(page)
        .getByRole('button', { name: /^\d\d:\d\d/ })
        .or(form(page).getByRole('radio', { name: /\d\d:\d\d/ }))
      await times.first().waitFor()

      const { visitor, rep: repMail } = await eventually(async () => {
        const mails = await mailsTo(email)
        return mails.visitor && mails.rep && { visitor: mails.visitor, rep: mails.rep }
      })
      expect(visitor.subject).toContain(rep)
      expect(visitor.text).toContain(`${demo.url}/h/`)
      expect(visitor.text).not.toContain('spreadsheet')
      expect(repMail.text).toContain('replace our weekly spreadsheet')
      expect(repMail.text).toContain('campaign “launch”')
      expect(repMail.replyTo).toBe(email)

      await page.goto(`${demo.url}/leads/${visitor.leadId}`)
      expect(await page.getByText('Rule “Large deals” applied.').isVisible()).toBe(true)
      expect(await page.getByText(/It was .* turn in “Enterprise”/).isVisible()).toBe(true)
    })
  })

  test('makes a question appear and disappear by an answer, and what was in it does not count', async () => {
    await open(site.url, async page => {
      await form(page).getByLabel('Work email').fill('small@visitor-two.example')
      await form(page).getByLabel('Your name').fill('Ben')
      await press(page, 'Continue')
      await form(page).getByLabel('I’m looking for my team or company').check()
      await form(page).getByLabel('Planning: decide what happens next').check()
      await press(page, 'Continue')
      const seats = form(page).getByLabel('How many people would use it?')
      expect(await seats.count()).toBe(0)
      await form(page).getByLabel('201–1,000').check()
      await seats.fill('500')
      await form(page).getByLabel('1–10', { exact: true }).check()
      expect(await seats.count()).toBe(0)
      await form(page).getByLabel('Which country are you in?').selectOption('GB')
      await press(page, 'Continue')
      await form(page).getByLabel('Just looking').check()
      await press(page, 'Continue')
      await send(page)
      await form(page)
        .getByRole('heading', { name: /will look after you/ })
        .waitFor()
      const { visitor } = await eventually(async () => {
        const mails = await mailsTo('small@visitor-two.example')
        return mails.visitor ? mails : null
      })
      await page.goto(`${demo.url}/leads/${visitor?.leadId}`)
      expect(await page.getByText('500', { exact: true }).count()).toBe(0)
    })
  })

  test('gets along by keyboard alone; what is wrong is said and focused; back keeps answers', async () => {
    await open(site.url, async page => {
      await form(page).getByLabel('Work email').focus()
      await page.keyboard.type('zoe at contoso')
      await page.keyboard.press('Enter')
      const focused = () => form(page).evaluate(host => host.shadowRoot?.activeElement?.getAttribute('type') ?? host.shadowRoot?.activeElement?.tagName)
      // Two answers do not fit: both are named, and each name leads to its field.
      const named = form(page).locator('#summary')
      expect(await named.evaluate(summary => summary.matches(':focus'))).toBe(true)
      expect(await named.getByRole('link').allTextContents()).toEqual(['Work email', 'Your name'])
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await focused()).toBe('email')
      expect(await form(page).getByRole('alert').first().textContent()).toMatch(/\w/)
      await page.keyboard.press('Control+A')
      await page.keyboard.type('keys@visitor-three.example')
      await page.keyboard.press('Tab')
      await page.keyboard.type('Kay')
      await page.keyboard.press('Enter')
      await form(page).getByText('What brings you here?').waitFor()
      expect(await focused()).toBe('radio')
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      expect(await form(page).getByLabel('I’m advising another company').isChecked()).toBe(true)
      await press(page, 'Back')
      expect(await form(page).getByLabel('Work email').inputValue()).toBe('keys@visitor-three.example')
      await press(page, 'Continue')
      expect(await form(page).getByLabel('I’m advising another company').isChecked()).toBe(true)
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

test('one request brings the form, and with its place reserved nothing below it moves', async () => {
  await open(`${site.url}/reserved`, async page => {
    await form(page).getByLabel('Work email').waitFor()
    const shift = await page.evaluate(measureShift)
    expect(shift).toBe(0)
    const requests = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname))
    expect(requests.filter(path => path !== '/favicon.ico')).toEqual(['/embed/demo-request.js'])
    const button = form(page).getByRole('button', { name: 'Continue' })
    expect(await button.evaluate(element => getComputedStyle(element).backgroundColor)).toBe('rgb(200, 30, 60)')
  })
})

test('a student is thanked, and sent nowhere', async () => {
  await open(demo.url, async page => {
    await form(page).getByLabel('Work email').fill('student@visitor-four.example')
    await form(page).getByLabel('Your name').fill('Sam')
    await press(page, 'Continue')
    await form(page).getByLabel('I’m studying or doing research').check()
    while (await form(page).getByRole('button', { name: 'Continue', exact: true }).count()) await press(page, 'Continue')
    await send(page)
    await form(page).getByRole('heading').waitFor()
    expect((await mailsTo('student@visitor-four.example')).visitor).toBeUndefined()
  })
})

test('a server that goes away in the middle costs the visitor nothing: the answers wait, and arrive once', async () => {
  const email = 'patient@visitor-five.example'
  const lookWhileItIsAway = async (page: Page) => {
    await answerUpToGoal(page, email)
    await demo.stop('SIGKILL')
    await send(page)
    await form(page)
      .getByText(/answers are safe here\. Trying/i)
      .waitFor()
    await demo.restart()
    await form(page)
      .getByRole('heading', { name: /will look after you/ })
      .waitFor({ timeout: 60_000 })
  }
  await open(site.url, lookWhileItIsAway, nobodyThere)
  const mails = (await (await fetch(`${demo.url}/mailbox.json`)).json()) as { to: string }[]
  expect(mails.filter(({ to }) => to === email)).toHaveLength(1)
}, 90_000)

test('the lead’s own page shows the rep and their free times without a script', async () => {
  await open(site.url, async page => {
    const email = 'later@visitor-six.example'
    await answerUpToGoal(page, email)
    await send(page)
    await form(page)
      .getByRole('heading', { name: /will look after you/ })
      .waitFor()
    const { visitor } = await eventually(async () => {
      const mails = await mailsTo(email)
      return mails.visitor ? mails : null
    })
    const address = /http\S+\/h\/\S+/.exec(visitor?.text ?? '')?.[0] ?? ''
    await page.goto(address)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/will look after you/)
    expect(await page.locator('a[href*="/northlight/"]').count()).toBeGreaterThan(3)
  })
})
