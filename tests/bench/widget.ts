import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../support/browser.ts'
import { type SlowServer, startSlowServer } from './slow-link.ts'
import { pagePaths, pages, scriptsOf, siteOf } from './widget-pages.ts'

export const widgetHelp = `  how soon a visitor can type into the form, beside a plain HTML form and the smallest form a script tag can bring:
  cold cache, CPU 4 times slower, 150 ms and 1.6 Mbit/s with handshakes and slow start. Needs pnpm build.
  --loads <n>      of each page, in turn (7)
`

interface Load {
  bytes: number
  requests: number
  elsewhere: number
  interactiveMs: number
  blockedMs: number
  keyMs: number
  shift: number
  heapKb: number
}

export async function measureWidget(words: string[]): Promise<void> {
  const { values } = parseArgs({ args: words, options: { loads: { type: 'string', default: '7' } } })
  const loads = Number(values.loads)
  if (!Number.isInteger(loads) || loads < 1) throw new Error('--loads takes a whole number, like 7.')
  const scripts = await startSlowServer(await scriptsOf())
  const site = await startSlowServer(() => siteOf(scripts.origin))
  const browser = await launchBrowser()
  const measured = new Map<string, Load[]>(pages.map(name => [name, []]))
  try {
    await loadOnce(browser, `${site.origin}/plain`, [site, scripts]) // the browser's own start counts for nobody
    for (let round = 0; round < loads; round++)
      for (const name of pages) measured.get(name)?.push(await loadOnce(browser, site.origin + pagePaths[name], [site, scripts]))
  } finally {
    await browser.close()
    await Promise.all([site.close(), scripts.close()])
  }
  report(measured)
}

async function loadOnce(browser: Browser, address: string, servers: SlowServer[]): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, serviceWorkers: 'block' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    let requests = 0
    let elsewhere = 0
    page.on('request', request => {
      requests++
      if (!servers.some(({ origin }) => request.url().startsWith(origin)) && !request.url().startsWith('data:')) elsewhere++
    })
    await page.addInitScript('globalThis.__name = act => act') // tsx names functions by this, also those that run in the page
    await page.addInitScript(watch)
    let seen = () => {}
    const visible = new Promise<void>(resolve => {
      seen = resolve
    })
    await page.exposeBinding('tellVisible', () => seen())
    for (const server of servers) server.takeBytes()
    await page.goto(address, { waitUntil: 'commit' })
    await visible
    const bytes = servers.reduce((sum, server) => sum + server.takeBytes(), 0)
    while (!(await isInteractive(page))) await page.keyboard.press('q')
    for (const key of 'wert') await page.keyboard.type(key, { delay: 80 })
    // What was typed first brings the rest of the widget; its first second is watched too.
    await page.waitForFunction(() => performance.now() > (measures().interactiveMs ?? 0) + 1600)
    const { interactiveMs = 0, blockedMs, keyMs, shift } = await page.evaluate(() => measures())
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return { bytes, requests, elsewhere, interactiveMs, blockedMs, keyMs, shift, heapKb: usedSize / 1024 }
  } finally {
    await context.close()
  }
}

async function isInteractive(page: Page): Promise<boolean> {
  return page
    .waitForFunction(() => measures().interactiveMs !== undefined, null, { timeout: 400 })
    .then(
      () => true,
      () => false,
    )
}

interface Watched {
  /** When what was typed had stood in the field for two frames. */
  interactiveMs?: number
  /** Of each task, what it takes over 50 ms. */
  blockedMs: number
  /** From a key to the frame that shows it: the longest. Chromium tells it in steps of 8 ms, from 16. */
  keyMs: number
  shift: number
}

declare function measures(): Watched
declare function tellVisible(): void

/** Runs in the page, before anything of its own. */
function watch(): void {
  const watched: Watched = { blockedMs: 0, keyMs: 0, shift: 0 }
  Object.assign(window, { measures: () => watched })
  const observe = (type: string, note: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void, more = {}) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more })
  observe('longtask', ({ duration }) => {
    watched.blockedMs += duration - 50
  })
  observe('layout-shift', ({ value = 0, hadRecentInput }) => {
    if (!hadRecentInput) watched.shift += value
  })
  observe(
    'event',
    ({ name, duration }) => {
      if (/^(key|input)/.test(name)) watched.keyMs = Math.max(watched.keyMs, duration)
    },
    { durationThreshold: 16 },
  )
  const findField = () => {
    const host = document.querySelector('baton-form, vanilla-form')
    return (host?.shadowRoot ?? document).querySelector<HTMLInputElement>('input[name="email"]')
  }
  let seen = false
  let frames = 0
  const look = () => {
    const field = document.body && findField()
    if (field && field.getBoundingClientRect().width > 20) {
      if (!seen) {
        seen = true
        field.focus({ preventScroll: true })
        tellVisible()
      }
      frames = field.value.includes('q') ? frames + 1 : 0
      if (frames === 2) watched.interactiveMs = performance.now()
    }
    if (watched.interactiveMs === undefined) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

function report(measured: Map<string, Load[]>): void {
  const median = (name: string, of: keyof Load) => {
    const sorted = (measured.get(name) ?? []).map(load => load[of]).sort((a, b) => a - b)
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  }
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say('medians             bytes  requests  interactive  blocked  key to frame  shift   heap')
  for (const name of pages)
    say(
      `${name.padEnd(18)}${figure(median(name, 'bytes'), 7)}${figure(median(name, 'requests'), 10)}${figure(median(name, 'interactiveMs'), 10)} ms${figure(median(name, 'blockedMs'), 6)} ms${figure(median(name, 'keyMs'), 11)} ms  ${median(name, 'shift').toFixed(3)}${figure(median(name, 'heapKb'), 7)} kB`,
    )
  say('')
  const [plain, vanilla, ours] = pages
  const over = (of: keyof Load, other: string) => median(ours, of) / median(other, of)
  const targets: [what: string, is: number, atMost: number, digits: number][] = [
    ['interactive ÷ plain HTML', over('interactiveMs', plain), 2.1, 2],
    ['interactive ÷ vanilla', over('interactiveMs', vanilla), 1.1, 2],
    ['blocked, ms', median(ours, 'blockedMs'), 10, 0],
    ['key to frame, ms', median(ours, 'keyMs'), 40, 0],
    ['layout shift', median(ours, 'shift'), 0, 3],
    ['heap over plain HTML, kB', median(ours, 'heapKb') - median(plain, 'heapKb'), 300, 0],
    ['requests elsewhere', median(ours, 'elsewhere'), 0, 0],
  ]
  for (const [what, is, atMost, digits] of targets) say(`${is <= atMost ? 'holds ' : 'misses'}  ${what.padEnd(26)} ${is.toFixed(digits)} (at most ${atMost})`)
}

function figure(value: number, width: number): string {
  return value.toFixed(0).padStart(width)
}
