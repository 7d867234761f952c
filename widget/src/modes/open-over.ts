/// <reference types="vite/client" />
import type { ModeWords } from '@baton/shared/words/words'
import styles from './modes.css?inline'

/** A form that is not part of the page's text: `popup` lies over it until it is closed, `slide-in` and `button` stand in its corner. */
export interface OverPage {
  root: ShadowRoot
  host: HTMLElement
  mode: string
  formId: string
  title: string
  /** The host's own, or the script's. */
  setting(name: string): string | null
  /** Draws the form, until the function it returns is called. */
  draw(parent: HTMLElement): () => void
  words: ModeWords
}

export interface OpenOver {
  open(): void
  dispose(): void
}

/** What `modes.js` exports. */
export interface ModesFile {
  openOver: typeof openOver
  words: ModeWords
}

/**
 * Opens a form over the page, when the visitor asks for it (`baton.open`, the button in the corner) or after `data-open-after` seconds, once, and not over somebody who types. Closing keeps what was answered.
 */
export function openOver({ root, host, mode, formId, title, setting, draw, words }: OverPage): OpenOver {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  const leaving = new AbortController()
  const { signal } = leaving
  const panel = mode === 'popup' ? document.createElement('dialog') : document.createElement('div')
  const isModal = panel instanceof HTMLDialogElement
  panel.className = `over ${isModal ? 'popup' : 'corner'}`
  panel.setAttribute('aria-label', title || words.open)
  if (!isModal) panel.setAttribute('role', 'dialog')
  const closer = button('close', 'quiet', words.close)
  closer.setAttribute('aria-label', words.close)
  closer.textContent = ''
  const opener = mode === 'button' ? button('opener', 'button', title || words.open) : null
  panel.hidden = !isModal
  let stopDrawing: (() => void) | undefined
  let before: Element | null = null

  const isOpen = () => (isModal ? panel.open : !panel.hidden)
  const focusFirst = () => panel.querySelector<HTMLElement>('#step :is(input, select, textarea), #result')?.focus()
  const show = (byVisitor: boolean) => {
    if (isOpen()) return byVisitor && focusFirst()
    before = document.activeElement
    stopDrawing ??= draw(panel)
    if (isModal) panel.showModal()
    else panel.hidden = false
    if (opener) opener.hidden = true
    if (byVisitor || isModal) focusFirst()
  }
  const close = () => {
    if (!isOpen()) return
    const had = root.activeElement
    if (isModal) panel.close()
    else panel.hidden = true
    if (opener) opener.hidden = false
    remember(formId)
    // A dialog gives the focus back by itself.
    if (!isModal && had) (opener ?? (before as HTMLElement | null))?.focus?.()
  }

  closer.addEventListener('click', close, { signal })
  opener?.addEventListener('click', () => show(true), { signal })
  panel.addEventListener('keydown', event => (event as KeyboardEvent).key === 'Escape' && !isModal && close(), { signal })
  panel.addEventListener('cancel', () => remember(formId), { signal }) // Escape in a dialog
  panel.addEventListener('click', event => isModal && event.target === panel && isOutside(event as MouseEvent, panel) && close(), { signal })
  const seconds = Number(setting('data-open-after') ?? Number.NaN)
  const timer = seconds >= 0 && !wasClosed(formId) ? setTimeout(() => isTyping() || show(false), 1000 * seconds) : undefined

  panel.append(closer)
  root.append(...(opener ? [opener] : []), panel)
  host.style.setProperty('display', 'contents')
  return {
    open: () => show(true),
    dispose() {
      clearTimeout(timer)
      leaving.abort()
      stopDrawing?.()
      panel.remove()
      opener?.remove()
    },
  }
}

function button(className: string, part: string, text: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = className
  made.setAttribute('part', part)
  made.textContent = text
  return made
}

/** In the backdrop: a click there hits the dialog itself. */
function isOutside({ clientX, clientY }: MouseEvent, panel: HTMLElement): boolean {
  const { left, right, top, bottom } = panel.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}

function isTyping(): boolean {
  return !!document.activeElement?.matches('input, textarea, select, [contenteditable], baton-form')
}

const keyOf = (formId: string) => `baton:closed:${formId}`

/** For this tab: whoever closed it is not asked again by itself. */
function remember(formId: string): void {
  try {
    sessionStorage.setItem(keyOf(formId), '1')
  } catch {
    // the page keeps storage from us: then for as long as it is open
  }
}

function wasClosed(formId: string): boolean {
  try {
    return sessionStorage.getItem(keyOf(formId)) !== null
  } catch {
    return false
  }
}
