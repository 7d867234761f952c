import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'
import { inLanes } from '../support/in-lanes.ts'
import { needSharedData, sharedData } from '../support/shared-data.ts'
import { contactForm, writeToSales } from '../support/write-to-sales.ts'

/**
 * Pages that others have written, each with forms of its own, and nothing of the network but themselves and Baton. Each is opened with the tag, and once
 * more with a block of the same size in its place.
 */
const folder = sharedData('pages')
const all = folder ? (JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as { file: string }[]).map(({ file }) => file) : []
const files = process.env.BATON_PAGES === 'all' ? all : all.filter((_, place) => place % 5 === 0)

let demo: RunningDemo
let browser: Browser
let site: ForeignPage
beforeAll(async () => {
  if (!folder) return
  demo = await startDemo()
  browser = await launchBrowser()
  const tag = (kind: string) => `<div class="baton-here" style="all: unset; display: block; width: 480px; color-scheme: light">
    <baton-form form="contact" style="display: block; min-height: 26rem"></baton-form><script type="${kind}" async src="${demo.url}/embed/contact.js"></script></div>`
  const pages: Record<string, string> = { '/bare': `<!doctype html><title>Bare</title><body><main>${tag('text/javascript')}</main>` }
  for (const file of files) {
    // Two of them would move to https, which is not there.
    const html = readFileSync(join(folder, file), 'utf8').replace('document.location = document.URL', 'document.URL')
    pages[`/${file}`] = paste(html, tag('text/javascript'))
    pages[`/without/${file}`] = paste(html, tag('text/plain'))
  }
  site = await startForeignSite(pages)
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await site?.close()
  await demo?.close()
})

test(`on ${files.length} of ${all.length} real pages (BATON_PAGES=all: on all) the form is the same form and does its work, and they are the same pages with it`, {
  timeout: 300_000,
}, async context => {
  needSharedData(context, 'pages')
  const bare = await openPage('/bare')
  await contactForm(bare.page).getByRole('textbox').first().waitFor()
  const bareForm = await describeForm(bare.page)
  await bare.close()
  const found: Record<string, unknown> = {}
  const begun = await inLanes(
    files,
    async file => {
      try {
        const wrong = await compare(file, bareForm)
        if (wrong.length > 0) found[file] = wrong
      } catch (error) {
        found[file] = String(error)
      }
    },
    { lanes: 2, longestMs: 280_000 },
  )
  expect(found).toEqual({})
  expect(begun).toBe(files.length)
})

/** What is not as it should be, in words. */
async function compare(file: string, bareForm: Described): Promise<string[]> {
  const [one, other] = await Promise.all([openPage(`/${file}`), openPage(`/without/${file}`)])
  try {
    await contactForm(one.page).getByRole('textbox').first().waitFor()
    const form = await describeForm(one.page)
    const height = await one.page.locator('baton-form').evaluate(host => host.getBoundingClientRect().height)
    await other.page.locator('baton-form').evaluate((host, height) => host.style.setProperty('height', `${height}px`), height)
    const [page, pageWithout] = [await describePage(one.page), await describePage(other.page)]
    await writeToSales(one.page, `zoe@page-${all.indexOf(file)}.example`)
    return [
      ...differences(form, bareForm),
      ...differences(page, pageWithout),
      ...one.complaints.filter(complaint => !other.complaints.includes(complaint)),
      ...(Object.keys(form).length > 20 && Object.keys(page).length > 2 ? [] : ['there was nothing to compare']),
    ]
  } finally {
    await Promise.all([one.close(), other.close()])
  }
}

/** At the end of what the page is about. */
function paste(html: string, tag: string): string {
  const end = ['</main>', '</body>'].map(end => html.lastIndexOf(end)).find(at => at >= 0) ?? html.length
  return html.slice(0, end) + tag + html.slice(end)
}

/** In a browser that reaches this page and Baton and nobody else. Gives what was complained of on the way, but for what could not be had. */
async function openPage(path: string): Promise<{ page: Page; complaints: string[]; close(): Promise<void> }> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' })
  await context.route(
    url => url.origin !== site.url && url.origin !== demo.url,
    route => route.abort(),
  )
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('pageerror', error => complaints.push(`thrown: ${error.message}`))
  page.on('console', message => !message.text().startsWith('Failed to load resource') && complaints.push(message.text()))
  await page.goto(site.url + path)
  return { page, complaints, close: () => context.close() }
}

/** What there is, by where it is. */
type Described = Record<string, string>

/** Every style of every part of the form, and where the part stands in it. What a page says in custom properties of its own is no style yet. */
async function describeForm(page: Page): Promise<Described> {
  const described = await page.evaluate(() => {
    const parts: Record<string, string> = {}
    const card = document.querySelector('baton-form')?.shadowRoot?.querySelector('.card')
    const from = card?.getBoundingClientRect()
    for (const [place, element] of [...(card?.parentNode?.querySelectorAll('.card, .card *') ?? [])].entries()) {
      const name = `${place} ${element.localName}.${element.className}`
      const { x, y, width, height } = element.getBoundingClientRect()
      parts[`${name} box`] = [x - (from?.x ?? 0), y - (from?.y ?? 0), width, height].map(Math.round).join(' ')
      const style = getComputedStyle(element)
      for (const property of style) if (!property.startsWith('--')) parts[`${name} ${property}`] = style.getPropertyValue(property)
    }
    return JSON.stringify(parts) // Playwright takes its time with large objects
  })
  return JSON.parse(described)
}

/** What the page is without Baton: its forms with what stands in them, and where the layout has put each of its elements. */
async function describePage(page: Page): Promise<Described> {
  const described = await page.evaluate(() => {
    const parts: Record<string, string> = {}
    for (const [place, form] of [...document.forms].entries()) {
      parts[`form ${place}`] = ['action', 'method', 'novalidate'].map(name => form.getAttribute(name)).join(' ')
      for (const [index, field] of [...form.elements].entries()) {
        const { name, type, value, checked } = field as HTMLInputElement // or another kind of field, which has most of these
        parts[`form ${place} field ${index}`] = [name, type, String(value).replace(/^\d{13}$/, 'the time'), checked].join(' ')
      }
    }
    const seen = [...document.body.querySelectorAll<HTMLElement>(':not(script, style, .baton-here *)')]
    for (const [place, { localName, className, offsetLeft, offsetTop, offsetWidth, offsetHeight }] of seen.entries())
      parts[`${place} ${localName}.${className}`] = [offsetLeft, offsetTop, offsetWidth, offsetHeight].join(' ')
    return JSON.stringify(parts)
  })
  return JSON.parse(described)
}

/** The first few of them. */
function differences(ones: Described, others: Described): string[] {
  const names = [...new Set([...Object.keys(ones), ...Object.keys(others)])]
  return names
    .filter(name => ones[name] !== others[name])
    .map(name => `${name}: ${ones[name]}, not ${others[name]}`)
    .slice(0, 10)
}
