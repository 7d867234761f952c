import { Window } from 'happy-dom'

/** A page as a browser without JavaScript has it before it, and what can be done there. */
export interface PlainPage {
  status: number
  headers: Headers
  html: string
  title: string
  /** What is read on it, blanks as one. */
  words: string
  /** The elements that a selector finds. */
  all(selector: string): Element[]
  /** What a form on it would send now, names and values in order. */
  entries(): [string, string][]
  /** Enters something in a field that can be seen; several values tick several boxes, none empties it. */
  enter(name: string, ...values: string[]): PlainPage
  /** What was entered or is carried along under this name. */
  values(name: string): string[]
  /** Writes into what nobody sees, as only a program does. */
  tamper(name: string, ...values: string[]): PlainPage
  /** Sends the form by the button that says this. Redirects are told, not followed. */
  press(label: string, headers?: Record<string, string>): Promise<PlainPage>
}

/** Opens an address. Cookies, scripts and styles there are none. */
export async function openPlain(address: string, headers: Record<string, string> = {}): Promise<PlainPage> {
  return read(await fetch(address, { headers, redirect: 'manual' }), address, headers)
}

/** Sends fields to an address as a form does. */
export async function sendPlain(address: string, entries: Iterable<[string, string]> | string, headers: Record<string, string> = {}): Promise<PlainPage> {
  const body = typeof entries === 'string' ? entries : new URLSearchParams([...entries]).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  return read(await fetch(address, { method: 'POST', headers: { ...type, ...headers }, body, redirect: 'manual' }), address, headers)
}

/** Made once: making one takes longer than reading a page. */
let window: Window | undefined

async function read(response: Response, address: string, sentHeaders: Record<string, string>): Promise<PlainPage> {
  const html = await response.text()
  window ??= new Window({ settings: { disableJavaScriptEvaluation: true, disableCSSFileLoading: true, disableJavaScriptFileLoading: true } } as never) // options differ between versions
  const document = new window.DOMParser().parseFromString(html, 'text/html')
  const all = (selector: string) => [...document.querySelectorAll(selector)] as unknown as Element[] // happy-dom's own types of the same
  let entries = all('form input, form select, form textarea').flatMap(readControl)
  const put = (name: string, values: string[]) => {
    entries = [...entries.filter(([known]) => known !== name), ...values.map((value): [string, string] => [name, value])]
  }
  const page: PlainPage = {
    status: response.status,
    headers: response.headers,
    html,
    title: document.title,
    words: (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    all,
    entries: () => entries,
    enter(name, ...values) {
      const controls = all('form input:not([type=hidden]), form select, form textarea').filter(control => control.getAttribute('name') === name)
      if (controls.length === 0) throw new Error(`The page has no field “${name}”.`)
      const ticked = controls.filter(control => ['radio', 'checkbox'].includes(control.getAttribute('type') ?? ''))
      for (const value of ticked.length > 0 ? values : [])
        if (!ticked.some(control => control.getAttribute('value') === value)) throw new Error(`“${name}” has no option “${value}”.`)
      put(name, values)
      return page
    },
    values: name => entries.flatMap(([known, value]) => (known === name ? [value] : [])),
    tamper(name, ...values) {
      put(name, values)
      return page
    },
    press(label, headers = {}) {
      const button = all('form button').find(one => one.textContent?.trim() === label)
      if (!button) throw new Error(`The page has no button “${label}”: ${page.words}`)
      const name = button.getAttribute('name')
      const pressed: [string, string][] = name === null ? [] : [[name, button.getAttribute('value') ?? '']]
      const action = new URL(all('form')[0]?.getAttribute('action') ?? '', address).href
      return sendPlain(action, [...entries, ...pressed], { ...sentHeaders, ...headers })
    },
  }
  return page
}

/** What a control sends: nothing where it is not ticked. */
function readControl(control: Element): [string, string][] {
  const name = control.getAttribute('name')
  if (name === null) return []
  if (control.tagName === 'TEXTAREA') return [[name, (control.textContent ?? '').replace(/^\n/, '').replaceAll('\n', '\r\n')]]
  if (control.tagName === 'SELECT') return [[name, control.querySelector('option[selected]')?.getAttribute('value') ?? '']]
  if (['radio', 'checkbox'].includes(control.getAttribute('type') ?? '') && !control.hasAttribute('checked')) return []
  return [[name, control.getAttribute('value') ?? '']]
}
