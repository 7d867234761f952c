import type { StartedForm } from './start-form.tsx'

/** One form on this page: its elements, and how to start it once its script has arrived. */
export interface FormEntry {
  elements: Set<BatonElement>
  start?: (host: HTMLElement) => StartedForm
  warned?: boolean
  /** Answers that the page's script knows. */
  given: Record<string, unknown>
}

/** What the registry knows of an element. Scripts of different ages share a page, so this stays small and stable. */
export type BatonElement = HTMLElement & { show(): void; prefill?(): void }

/** `window.baton`, the only global. Every form has a script of its own; the first one defines the element for all of them. */
export interface Baton {
  forms: Map<string, FormEntry>
  /** Scrolls to a form and puts the cursor into it. */
  open(formId: string): void
  /** Answers that the page knows: they stand in the fields, and a screen where all is known is passed over. Never a consent. */
  prefill(formId: string, answers: Record<string, unknown>): void
}

declare global {
  interface Window {
    baton?: Baton
  }
}

export function findBaton(): Baton {
  window.baton ??= createBaton()
  return window.baton
}

export function findEntry(formId: string): FormEntry {
  const { forms } = findBaton()
  const entry = forms.get(formId) ?? { elements: new Set(), given: {} }
  forms.set(formId, entry)
  return entry
}

function createBaton(): Baton {
  const forms: Baton['forms'] = new Map()
  return {
    forms,
    open(formId) {
      const [element] = forms.get(formId)?.elements ?? []
      element?.scrollIntoView({ block: 'nearest' })
      element?.shadowRoot?.querySelector<HTMLElement>('#step :is(input, select, textarea), #result')?.focus()
    },
    prefill(formId, answers) {
      const { elements, given } = findEntry(formId)
      Object.assign(given, answers)
      for (const element of elements) element.prefill?.()
    },
  }
}
