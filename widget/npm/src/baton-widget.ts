import type { BatonEvents } from './events.js'
import { addressOf, loadScript } from './load-script.js'

export type { BatonEvents, PublicRep } from './events.js'

/** An answer that is known already: an option's id, several ids, a text or a number. */
export type Answer = string | number | string[]

/** What `<baton-form>` is, once the server's script has come. */
export interface BatonFormElement extends HTMLElement {
  open?(): void
  prefill?(): void
}

export interface FormOptions {
  /** Where your Baton runs: `https://baton.example.com`. */
  server: string
  /** The form's id in your playbook: `demo-request`. */
  form: string
  /** `inline` stands in its target; the others open over the page. */
  mode?: 'inline' | 'popup' | 'slide-in' | 'button' | undefined
  /** The form's language, where it has it; else that of the page, else that of the browser. */
  locale?: string | undefined
  /** Else what the page or the system says. */
  theme?: 'light' | 'dark' | undefined
  /** By the question's id. A screen where all is known is passed over. A consent is never filled in. */
  prefill?: Record<string, Answer> | undefined
  /** A form over the page opens by itself after so many seconds, once. */
  openAfter?: number | undefined
  /** What to do when something happens, by the event's name without `baton:`. */
  on?: EventHandlers | undefined
  /** What stands in for a form whose server cannot be had: the words of a link to the form's own page, or an element of yours. A form over the page has none. */
  fallback?: string | Element | undefined
}

export type EventHandlers = {
  [Name in keyof BatonEvents as Name extends `baton:${infer Short}` ? Short : never]?:
    | ((detail: BatonEvents[Name], event: CustomEvent<BatonEvents[Name]>) => void)
    | undefined
}

export interface MountedForm {
  readonly element: BatonFormElement
  /** Opens it, or scrolls to it, with the cursor in it: as soon as it is there. */
  open(): void
  /** Answers that the page has learnt since. */
  prefill(answers: Record<string, Answer>): void
  /** Takes it off the page. What was typed is kept in the tab, and stands there when the form is mounted again. */
  remove(): void
}

declare global {
  interface HTMLElementTagNameMap {
    'baton-form': BatonFormElement
  }
}

const live = new Set<{ place: Element; form: string; mounted: MountedForm }>()

/**
 * Puts a form into an element, or into the first that a selector finds; a `<baton-form>` is taken as it is, with what stands in it as the fallback.
 * Mounted again in the same place, it takes the place of the one before. Never throws: where something is wrong there is a warning and `baton:error`. With the
 * code `unreachable` a link to the form's own page stands there, with `absent` the server's own sentence.
 */
export function mountForm(target: string | Element, options: FormOptions): MountedForm {
  const { form } = options
  const place = find(target)
  if (!place) console.warn(`Baton: this page has no ${target} for the form “${form}”.`)
  for (const other of live) if (other.place === place && other.form === form) other.mounted.remove()

  const own = place?.localName === 'baton-form'
  const element: BatonFormElement = own && place instanceof HTMLElement ? place : document.createElement('baton-form')
  const leaving = new AbortController()
  const { signal } = leaving
  const given = attributesOf(options)
  for (const [name, value] of given) element.setAttribute(name, value)
  for (const [name, act] of Object.entries(options.on ?? {})) {
    // The pairs of names and handlers are what the type of `on` says.
    element.addEventListener(`baton:${name}`, event => (act as (detail: unknown, event: Event) => void)((event as CustomEvent).detail, event), { signal })
  }
  element.setAttribute('form', form) // after the others: they are read when it is shown
  if (!own) place?.append(element)

  const loading = place ? loadScript(options) : Promise.reject(new Error('It has no place.'))
  let fallback: Element | null = null
  loading.catch(error => {
    if (signal.aborted || !place) return
    console.warn(`Baton: the form “${form}” could not be had from ${options.server}.`, error)
    fallback = standIn(element, options)
    tellUnreachable(element, form)
  })

  const mounted: MountedForm = {
    element,
    open() {
      loading
        .then(() => startedWithin(element, 4000, signal))
        .then(
          () => signal.aborted || element.open?.(),
          () => undefined, // told above
        )
    },
    prefill(answers) {
      for (const [name, value] of prefillAttributes(answers)) element.setAttribute(name, value)
      element.prefill?.()
    },
    remove() {
      leaving.abort()
      live.delete(entry)
      fallback?.remove()
      if (!own) return element.remove()
      element.removeAttribute('form')
      for (const [name] of given) element.removeAttribute(name)
    },
  }
  const entry = { place: place ?? element, form, mounted }
  live.add(entry)
  return mounted
}

/** Opens a form over the page; one that is mounted already is opened, or scrolled to, where it is. */
export function openForm(options: FormOptions): MountedForm {
  const shown = [...live].find(({ form, mounted }) => form === options.form && mounted.element.isConnected)?.mounted
  if (options.prefill) shown?.prefill(options.prefill)
  const mounted = shown ?? mountForm(document.body, { mode: 'popup', ...options })
  mounted.open()
  return mounted
}

function find(target: string | Element): Element | null {
  if (typeof target !== 'string') return target
  try {
    return document.querySelector(target)
  } catch (error) {
    console.warn('Baton:', error)
    return null
  }
}

function attributesOf({ mode, locale, theme, prefill = {}, openAfter }: FormOptions): [string, string][] {
  const named = { 'data-mode': mode, 'data-locale': locale, 'data-theme': theme, 'data-open-after': openAfter?.toString() }
  return [...Object.entries(named).flatMap(([name, value]): [string, string][] => (value ? [[name, value]] : [])), ...prefillAttributes(prefill)]
}

function prefillAttributes(answers: Record<string, Answer>): [string, string][] {
  return Object.entries(answers).map(([id, answer]) => [`data-prefill-${id}`, String(answer)])
}

/** In the place of a form that cannot be had. What stands in the element already is seen as it is. */
function standIn(element: Element, options: FormOptions): Element | null {
  const { form, fallback = 'Open the form', mode = 'inline' } = options
  if (mode !== 'inline' || element.shadowRoot || element.childElementCount > 0) return null
  let shown = fallback
  if (typeof shown === 'string') {
    const link = document.createElement('a')
    try {
      link.href = addressOf(options, `f/${encodeURIComponent(form)}`)
    } catch {
      return null // `server` is no address, as the warning says
    }
    link.textContent = shown
    shown = link
  }
  element.append(shown)
  return shown
}

/** As the form itself would tell it, to the tag manager too. */
function tellUnreachable(element: Element, formId: string): void {
  const detail: BatonEvents['baton:error'] = { formId, code: 'unreachable' }
  element.dispatchEvent(new CustomEvent('baton:error', { detail, bubbles: true, composed: true }))
  const { dataLayer } = window as { dataLayer?: unknown } // the page's own, by the convention of tag managers
  if (Array.isArray(dataLayer)) dataLayer.push({ event: 'baton:error', ...detail })
}

/** A form in the page's language may still be on its way when its script is there. */
async function startedWithin(element: Element, durationMs: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + durationMs
  while (!element.shadowRoot && !signal.aborted && performance.now() < end) await new Promise(resolve => setTimeout(resolve, 40))
}
