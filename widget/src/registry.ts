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
export type BatonElement = HTMLElement & { show(): void; prefill?(): void; open?(): void }

/** `window.baton`, the only global. Every form has a script of its own; the first one defines the element for all of them. */
export interface Baton {
  forms: Map<string, FormEntry>
  /** Opens a form over the page, or scrolls to it, and puts the cursor into it. So does a click on `[data-baton-open=<form>]`. */
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
  const open = (formId: string | null | undefined, event?: Event) => {
    const [element] = forms.get(formId ?? '')?.elements ?? []
    if (element) event?.preventDefault()
    element?.open?.()
  }
  document.addEventListener('click', event => open((event.target as Element).closest?.('[data-baton-open]')?.getAttribute('data-baton-open'), event))
  return {
    forms,
    open: formId => open(formId),
    prefill(formId, answers) {
      const { elements, given } = findEntry(formId)
      Object.assign(given, answers)
      for (const element of elements) element.prefill?.()
    },
  }
}
