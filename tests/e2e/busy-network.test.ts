import { randomUUID } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'

/** An office from which many have just written. */
const network = { 'x-forwarded-for': '203.0.113.7' }

let demo: RunningDemo
let browser: Browser
beforeAll(async () => {
  demo = await startDemo({ TRUSTED_PROXIES: '127.0.0.0/8, ::1' })
  browser = await launchBrowser()
}, 90_000)
afterAll(async () => {
  await browser.close()
  await demo.close()
})

test('somebody who began before their network was busy works for a moment, and is handed off like anybody', async () => {
  const context = await browser.newContext({ locale: 'en-GB', extraHTTPHeaders: network })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const statuses: number[] = []
  page.on('response', response => {
    if (response.url().endsWith('/submissions') && response.request().method() === 'POST') statuses.push(response.status())
  })
  await page.goto(`${demo.url}/pricing.html`) // our own: Chromium sends no further header to another origin's module
  const form = page.locator('baton-form[form="contact"]')
  const [token] = await Promise.all([
    page.waitForResponse(response => response.url().endsWith('/token')),
    form.getByLabel('Work email').fill('patient@busy-office.example'),
  ])
  expect(await token.json()).not.toHaveProperty('work')

  for (let sent = 0; sent < 10; sent++) {
    const answers = { email: `colleague${sent}@busy-office.example`, name: 'A Colleague', message: 'Hello', consent: true }
    const body = JSON.stringify({ submissionId: randomUUID(), answers })
    const headers = { 'content-type': 'application/json', ...network }
    expect((await fetch(`${demo.url}/v1/forms/contact/submissions`, { method: 'POST', headers, body })).status).toBe(201)
  }

  for (const label of ['Your name', 'Your question']) await form.getByLabel(label, { exact: true }).fill('Zoë Ångström')
  await form.getByRole('checkbox').check()
  await form.getByRole('button', { name: 'Send' }).click()
  await form.getByRole('heading', { name: /look after you/ }).waitFor()
  expect(statuses).toEqual([422, 201])
  await context.close()
})
