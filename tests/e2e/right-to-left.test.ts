import { replyMessage } from '@baton/server/messages/reply-message'
import { visitorMail } from '@baton/server/messages/visitor-mail'
import { handoffPage } from '@baton/server/pages/handoff-page'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joined } from '../server/messages-read.ts'
import { tellStory } from '../server/messages-story.ts'
import { launchBrowser } from '../support/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
}, 60_000)
afterAll(() => browser?.close())

const told = tellStory()
const story = { ...told, locale: 'ar', form: { ...told.form, locales: { ar: {} } }, links: { ...told.links, repPhoto: null } }
const slots = ['14:30', '15:00'].map(time => ({ startAt: `2026-11-25T${time}:00Z`, endAt: `2026-11-25T16:00:00Z` }))

/** Draws a document, and measures it. */
async function draw(markup: string, width: number) {
  const page = await browser.newPage({ viewport: { width, height: 700 } })
  await page.setContent(markup)
  const measured = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate(element => {
        const text = document.createRange()
        text.selectNodeContents(element)
        const box = element.getBoundingClientRect()
        const { paddingRight } = getComputedStyle(element)
        return {
          left: box.left,
          right: box.right,
          blankOnTheRight: Math.round(box.right - Number.parseFloat(paddingRight) - text.getBoundingClientRect().right),
        }
      })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return { measured, overflow, close: () => page.close() }
}

test.each([360, 1280])('an Arabic mail runs from the right at %d px', async width => {
  const mail = visitorMail(story)
  if (!mail) throw new Error('No mail was written.')
  const { measured, overflow, close } = await draw(joined(mail).html, width)
  expect(overflow).toBeLessThanOrEqual(0)
  for (const selector of ['.any div', '.title div', '.ink p', '.section .heading', '.section .label', '.section .value'])
    expect([selector, (await measured(selector)).blankOnTheRight]).toEqual([selector, 0])
  expect((await measured('.initials')).left).toBeGreaterThan((await measured('.strong')).right)
  if (width > 480) expect((await measured('.section .label')).left).toBeGreaterThanOrEqual((await measured('.section .value')).right)
  await close()
})

test.each([360, 1280])('so does the lead’s own page at %d px', async width => {
  const page = handoffPage({
    workspaceName: 'Northlight',
    rep: { name: 'Ana Lindqvist', title: 'Account Executive, DACH', photoUrl: null },
    message: replyMessage(story),
    slots,
    booking: { kind: 'slots', slots, timeZone: 'Europe/Berlin', url: 'https://cal.example/ana' },
    timeZone: 'Europe/Berlin',
    locale: 'ar',
    formTitle: 'Talk to sales',
  })
  const { measured, overflow, close } = await draw(page, width)
  expect(overflow).toBeLessThanOrEqual(0)
  for (const selector of ['p', 'h1', '.lead', '.person strong', 'h2', 'h3'])
    expect([selector, (await measured(selector)).blankOnTheRight]).toEqual([selector, 0])
  expect((await measured('.initials')).left).toBeGreaterThan((await measured('.person strong')).right)
  expect((await measured('.slots li:nth-child(1)')).left).toBeGreaterThan((await measured('.slots li:nth-child(2)')).right)
  await close()
})
