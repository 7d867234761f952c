import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contrast, pairs } from '@baton/demo/site/theming/contrast.js'
import { colourOf, colours, presets, readTheme, shapes } from '@baton/demo/site/theming/theme.js'
import { findRoot } from '@baton/server/files'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type RunningDemo, startDemo } from '../support/demo.ts'
import { type ForeignPage, startForeignSite } from '../support/foreign-page.ts'

let demo: RunningDemo
let browser: Browser
let site: ForeignPage
beforeAll(async () => {
  demo = await startDemo()
  browser = await launchBrowser()
  const tag = `<script async src="${demo.url}/embed/demo-request.js?locale=en"></script>`
  site = await startForeignSite({ '/': `<!doctype html><html lang="en"><title>Acme</title><body><main>${tag}</main>` })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([site.close(), demo.close()])
})

async function open(address: string, look: (page: Page) => Promise<void>, options: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<void> {
  const { width = 1280, colorScheme = 'light' } = options
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width, height: 800 },
    colorScheme,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(address)
    await page.locator('baton-form').getByLabel('Work email').waitFor()
    await look(page)
  } finally {
    await context.close()
  }
}

const form = (page: Page) => page.locator('baton-form')

/** One screen on, with an answer to everything it asks. */
async function goOn(page: Page): Promise<void> {
  for (const box of await form(page).getByRole('textbox').all())
    if ((await box.inputValue()) === '') await box.fill((await box.getAttribute('type')) === 'email' ? 'zoe@contoso.example' : '12')
  for (const box of await form(page).getByRole('checkbox').all()) await box.check()
  for (const list of await form(page).getByRole('combobox').all()) await list.selectOption('DE')
  for (const group of await form(page).getByRole('radiogroup').all()) await group.getByRole('radio').nth(1).check()
  const step = await form(page).getByRole('progressbar').getAttribute('value')
  await form(page).locator('#go').click()
  await form(page).locator(`#result, progress:not([value="${step}"])`).first().waitFor()
}

async function goToTheEnd(page: Page): Promise<void> {
  for (let step = 0; step < 9 && (await form(page).locator('#result').count()) === 0; step++) await goOn(page)
}

/** Each state of the form that has something to be seen in, and what a variable changes there. */
type Change = [variable: string, value: string, selector: string, property: string, seen: string]
const red = ['rgb(200, 10, 20)', 'rgb(200, 10, 20)'] as const
const whileAsking: Change[] = [
  ['accent', red[0], '#go', 'background-color', red[1]],
  ['accent-text', red[0], '#go', 'color', red[1]],
  ['text', red[0], '.card', 'color', red[1]],
  ['muted', red[0], '.progress', 'color', red[1]],
  ['background', red[0], '.card', 'background-color', red[1]],
  ['border', red[0], '.input', 'border-top-color', red[1]],
  ['radius', '3px', '.input', 'border-top-left-radius', '3px'],
  ['font', 'Georgia', '.input', 'font-family', 'Georgia'],
  ['font-size', '19px', '.input', 'font-size', '19px'],
  ['gap', '40px', '.actions', 'margin-top', '40px'],
  ['width', '333px', '.card', 'max-width', '333px'],
  ['shadow', '1px 2px 3px rgb(4, 5, 6)', '.card', 'box-shadow', 'rgb(4, 5, 6) 1px 2px 3px 0px'],
  ['focus', red[0], '.input:focus', 'outline-color', red[1]],
]
const corrected: Change[] = [['error', red[0], '.problem', 'color', red[1]]]
const withARep: Change[] = [['surface', red[0], '.face', 'background-color', red[1]]]
const queued: Change[] = [['success', red[0], '.tick', 'color', red[1]]]

/** What does not show, as it stands. */
function changesOf(page: Page, changes: Change[]): Promise<string[]> {
  return form(page).evaluate((host, all) => {
    const seenAt = (selector: string, property: string) => {
      const element = host.shadowRoot?.querySelector(selector)
      return element ? getComputedStyle(element).getPropertyValue(property) : `no ${selector}`
    }
    return all.flatMap(([variable, value, selector, property, seen]) => {
      const before = seenAt(selector, property)
      ;(host as HTMLElement).style.setProperty(`--baton-${variable}`, value) // the element of ours
      const after = seenAt(selector, property)
      ;(host as HTMLElement).style.removeProperty(`--baton-${variable}`)
      return before !== seen && after === seen ? [] : [`--baton-${variable}: ${before} → ${after}`]
    })
  }, changes)
}

/** What `::part()` reaches, by its words or class. */
function reachedBy(page: Page, part: string): Promise<string[]> {
  return form(page).evaluate((host, name) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`baton-form::part(${name}) { outline: 7px solid }`)
    document.adoptedStyleSheets = [sheet]
    const reached = [...(host.shadowRoot?.querySelectorAll('*') ?? [])].filter(element => getComputedStyle(element).outlineWidth === '7px')
    document.adoptedStyleSheets = []
    return [...new Set(reached.map(element => (element.matches('button') && element.textContent) || element.className || element.localName))]
  }, part)
}

describe('what an owner may style', { timeout: 60_000 }, () => {
  test('every variable of the style sheet shows, and README and the theming page name the same ones', async () => {
    const read = (file: string) => readFileSync(join(findRoot(), file), 'utf8')
    const sheets = ['styles.css', 'result/result.css', 'submit/submit.css', 'modes/modes.css'].map(file => read(`widget/src/${file}`)).join('\n')
    const named = (text: string) => [...new Set([...text.matchAll(/--baton-([a-z-]+)/g)].map(([, name = '']) => name))].sort()
    const tried = [...whileAsking, ...corrected, ...withARep, ...queued].map(([variable]) => variable).sort()
    expect(named(sheets)).toEqual(tried)
    expect(named(read('README.md'))).toEqual(tried)
    expect([...colours, ...shapes].map(({ id }) => id).sort()).toEqual(tried)
    await open(site.url, async page => {
      await form(page).getByLabel('Work email').focus()
      expect(await changesOf(page, whileAsking)).toEqual([])
      await form(page).locator('#go').click()
      await form(page).locator('.problem').first().waitFor()
      expect(await changesOf(page, corrected)).toEqual([])
      await goToTheEnd(page)
      expect(await changesOf(page, withARep)).toEqual([])
    })
    await open(site.url, async page => {
      // As a program would: what it sends is set aside, and is told that somebody will be in touch.
      await form(page).evaluate(host => host.shadowRoot?.querySelector<HTMLInputElement>('[name=company_website]')?.setAttribute('value', 'x'))
      await goToTheEnd(page)
      expect(await changesOf(page, queued)).toEqual([])
    })
  })

  test('every part is reached, and the main button’s leaves quiet buttons alone', () =>
    open(site.url, async page => {
      expect(await reachedBy(page, 'form')).toEqual(['form'])
      expect(await reachedBy(page, 'input')).toEqual(['input'])
      expect(await reachedBy(page, 'label')).toEqual(['label'])
      await goOn(page)
      await form(page).getByRole('button', { name: 'Back' }).waitFor()
      expect(await reachedBy(page, 'question')).toEqual(['question'])
      expect(await reachedBy(page, 'option')).toEqual(['option'])
      expect(await reachedBy(page, 'button')).toEqual(['Continue'])
      expect(await reachedBy(page, 'quiet')).toEqual(['Back'])
      await goToTheEnd(page)
      expect(await reachedBy(page, 'rep')).toEqual(['rep'])
      expect((await reachedBy(page, 'slot')).every(words => /^\d\d:\d\d$/.test(words))).toBe(true)
      expect((await reachedBy(page, 'slot')).length).toBeGreaterThan(0)
    }))

  test('what the theming page takes for Baton’s own is what the style sheet says', () => {
    const sheet = readFileSync(join(findRoot(), 'widget/src/styles.css'), 'utf8')
    const said = [...sheet.matchAll(/var\(--baton-([a-z-]+), ((?:[^()]|\([^()]*\))+?)\)[;\s/]/g)].map(([, name, value]) => `${name}: ${value}`)
    const own = colours
      .filter(({ id }) => id !== 'success')
      .flatMap(({ id, light, dark }) => [`${id}: ${light}`, ...(id === 'focus' ? [] : [`${id}: ${dark}`])])
    expect([...said].sort()).toEqual([...own, ...shapes.map(({ id, standard }) => `${id}: ${standard}`)].sort())
  })

  test.each(presets)('the look “%s” is as readable as WCAG AA asks, light and dark', (_, fragment = '') => {
    const rgbOf = (hex: string) => {
      const long = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex
      return [1, 3, 5].map(at => Number.parseInt(long.slice(at, at + 2), 16)) as [number, number, number] // three of them
    }
    const theme = readTheme(fragment, () => true)
    for (const scheme of ['light', 'dark'] as const)
      for (const { of, on, atLeast } of pairs)
        expect(contrast(rgbOf(colourOf(theme, of, scheme)), rgbOf(colourOf(theme, on, scheme))), `${of} on ${on}, ${scheme}`).toBeGreaterThanOrEqual(atLeast)
  })
})

describe('the theming page', { timeout: 60_000 }, () => {
  const accent = (page: Page) => page.getByRole('textbox', { name: 'Accent Main button' })
  const painted = (page: Page) => form(page).evaluate(host => getComputedStyle(host.shadowRoot?.querySelector('#go') as Element).backgroundColor) // it has one
  const css = (page: Page) => page.locator('#css').textContent()

  test('shows a colour on the form and as CSS, keeps it in the address, and Back undoes it', () =>
    open(`${demo.url}/theming`, async page => {
      expect(await css(page)).toContain('Nothing')
      await accent(page).fill('#0b6355')
      await accent(page).press('Enter')
      expect(await painted(page)).toBe('rgb(11, 99, 85)')
      expect(await css(page)).toBe('baton-form {\n  --baton-accent: light-dark(#0b6355, #93a5fd);\n}')
      await page.getByText('Always light', { exact: true }).click()
      await page.getByRole('slider', { name: 'Corners' }).fill('4')
      expect(await css(page)).toBe('baton-form {\n  --baton-accent: #0b6355;\n  --baton-radius: 4px;\n}')
      expect(await page.locator('#tag').textContent()).toBe(`<script async src="${demo.url}/embed/demo-request.js" data-theme="light"></script>`)
      await page.reload()
      await form(page).getByLabel('Work email').waitFor()
      expect(await painted(page)).toBe('rgb(11, 99, 85)')
      await page.getByRole('button', { name: 'Copy the CSS' }).click()
      await page.getByText('Copied.').waitFor()
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await css(page))
      for (let step = 0; step < 3; step++) await page.goBack()
      await expect.poll(() => css(page)).toContain('Nothing')
      expect(await accent(page).inputValue()).toBe('')
    }))

  test('says in words which colour is hard to read, in the other look too, and mends it', () =>
    open(`${demo.url}/theming#accent-text=9aa0b5&dark-muted=3a3f4a`, async page => {
      await page.getByText('Hard to read on the accent: 2.1 to 1, where 4.5 to 1 is needed.').waitFor()
      await page.getByText('In the dark look “Quiet text” is hard to see.').waitFor()
      await page.getByRole('button', { name: /^Use #/ }).click()
      expect(await page.getByText(/^Hard to/).count()).toBe(0)
      await page.getByText('Dark', { exact: true }).click()
      expect(await page.getByText(/^Hard to read on the (surface|background)/).count()).toBe(1)
      expect(await form(page).getAttribute('data-theme')).toBe('dark')
    }))

  test('takes nothing from an address that is no look', () =>
    open(`${demo.url}/theming#accent=url(//evil.example)&background=red;}body{display:none&radius=0&font=x)&mode=<b>&theme=blue`, async page => {
      expect(await css(page)).toContain('Nothing')
      await accent(page).fill('no colour')
      await page.getByText('That is no colour that CSS knows.').waitFor()
      expect(await css(page)).toContain('Nothing')
    }))

  test('opens the form in each way it can open', () =>
    open(`${demo.url}/theming`, async page => {
      await page.getByText('Popup').click()
      await page.getByRole('button', { name: 'Open the form' }).click()
      await form(page).getByRole('dialog', { name: 'Talk to sales' }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByText('Button', { exact: true }).click()
      await form(page).getByRole('button', { name: 'Talk to sales' }).waitFor()
    }))

  test.each([
    [1280, 'light'],
    [1280, 'dark'],
    [360, 'light'],
    [360, 'dark'],
  ] as const)('keeps the rules of accessibility and its width, %i px wide and %s', (width, colorScheme) =>
    open(
      `${demo.url}/theming#accent-text=9aa0b5&dark-accent-text=9aa0b5`,
      async page => {
        await page.evaluate(axe.source)
        const found = await page.evaluate(async () => {
          const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document.querySelector('main') as Element, {
            resultTypes: ['violations'],
          }) // just loaded
          return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`))
        })
        // The colour that this address asks for.
        expect(found.filter(one => !/^color-contrast baton-form,/.test(one))).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      },
      { width, colorScheme },
    ),
  )
})
