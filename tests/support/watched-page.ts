import type { Browser, Page } from 'playwright-core'

export interface WatchedPage {
  page: Page
  /** Everything that a page which only shows text does not do: scripts, dialogs, refusals of its policy, requests elsewhere. */
  caught: string[]
  /** Goes there and gives the shape of what it finds: every kind of element and attribute, in mails shown inside it too. */
  shapeOf(address: string): Promise<string[]>
}

/** A page in a Chromium that notices whatever runs, or tries to. */
export async function openWatched(browser: Browser, { url, key }: { url: string; key: string }): Promise<WatchedPage> {
  const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${key}` } })
  const caught: string[] = []
  await context.exposeBinding('tellTest', (_source, what: string) => caught.push(what))
  await context.addInitScript(() => {
    const tell = (what: string) => (window as unknown as { tellTest(what: string): void }).tellTest(what) // just exposed
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) Object.assign(window, { [name]: (said: unknown) => tell(`${name}(${said})`) })
    document.addEventListener('securitypolicyviolation', event => tell(`policy: ${event.violatedDirective} ${event.sample || event.blockedURI}`))
  })
  const page = await context.newPage()
  page.on('console', message => caught.push(`console: ${message.text()}`))
  page.on('pageerror', error => caught.push(`error: ${error.message}`))
  page.on('dialog', dialog => {
    caught.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', popup => caught.push(`popup: ${popup.url()}`))
  page.on('request', request => {
    if (!request.url().startsWith(url)) caught.push(`request: ${request.url()}`)
  })
  return {
    page,
    caught,
    async shapeOf(address) {
      await page.goto(url + address, { waitUntil: 'load' })
      return page.evaluate(shapeInPage)
    },
  }
}

function shapeInPage(): string[] {
  const shape = (root: Document, prefix: string): string[] =>
    [...root.querySelectorAll('*')].flatMap(element => [
      prefix + element.localName,
      ...[...element.attributes].map(({ name }) => `${prefix}${element.localName}[${name}]`),
      ...(/^(https?:|\/|$)/.test(element.getAttribute('href') ?? element.getAttribute('src') ?? '') ? [] : [`${prefix}${element.outerHTML}`]),
      ...(element instanceof HTMLIFrameElement ? shape(new DOMParser().parseFromString(element.srcdoc, 'text/html'), `${prefix}mail `) : []),
    ])
  return [...new Set(shape(document, ''))].sort()
}
