/// <reference types="vite/client" />
import type { Attention } from './state.ts'
import styles from './styles.css?inline'

/** Adds styles as a constructed sheet, which a strict content security policy allows. */
export function adopt(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
}

/** The styles, and a frame within `parent` that carries the colour scheme. */
export function prepareRoot(root: ShadowRoot, parent: ParentNode, host: HTMLElement): { frame: HTMLElement; dispose(): void } {
  adopt(root, styles)
  const frame = document.createElement('div')
  const darkSystem = matchMedia('(prefers-color-scheme: dark)')
  const paintScheme = () => {
    // A page that declares one scheme means it; one that says nothing, or both, leaves it to the visitor's system.
    const scheme = host.dataset.theme ?? getComputedStyle(host).colorScheme
    frame.className = scheme === 'dark' || (scheme !== 'light' && darkSystem.matches) ? 'dark' : ''
  }
  const themed = new MutationObserver(paintScheme)
  themed.observe(host, { attributeFilter: ['data-theme', 'style', 'class'] })
  darkSystem.addEventListener('change', paintScheme)
  paintScheme()
  parent.append(frame)
  return {
    frame,
    dispose() {
      themed.disconnect()
      darkSystem.removeEventListener('change', paintScheme)
      frame.remove()
      root.adoptedStyleSheets = []
    },
  }
}

/** Puts the cursor on an element or its first control; in a group of radios, on the chosen one. */
export function attend(frame: ParentNode | null, attention: Attention): void {
  const element = frame?.querySelector<HTMLElement>(`#${attention}`)
  const first = element?.querySelector<HTMLInputElement>('input, select, textarea')
  const chosen = first?.type === 'radio' && element?.querySelector<HTMLElement>(`[name=${first.name}]:checked`)
  ;(chosen || first || element)?.focus()
}
