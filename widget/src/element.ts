import { findEntry } from './registry.ts'
import type { StartedForm } from './start-form.tsx'

/**
 * `<baton-form form="demo-request">`. May be moved, removed and put back: the conversation stays with the element, so nothing
 * typed is lost and what is being sent still arrives.
 */
export class BatonForm extends HTMLElement {
  static get observedAttributes(): string[] {
    return ['form'] // a getter: a static field of es2020 is 400 bytes of helpers
  }
  declare private formId: string | undefined
  declare private started: StartedForm | undefined
  declare private hide: (() => void) | undefined

  connectedCallback(): void {
    this.show()
  }

  disconnectedCallback(): void {
    this.hide?.()
    this.hide = undefined
    if (this.formId) findEntry(this.formId).elements.delete(this)
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return
    this.disconnectedCallback()
    this.show()
  }

  open(): void {
    setTimeout(() => this.started?.open()) // once it is attached
  }

  prefill(): void {
    this.started?.prefill()
  }

  /** Called again by the form's script when that arrives after the element. */
  show(): void {
    const formId = this.getAttribute('form')
    if (!formId || this.hide) return
    const entry = findEntry(formId)
    entry.elements.add(this)
    if (!entry.start) return
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    const attach = () => {
      this.hide = this.started?.attach(root)
    }
    if (this.formId === formId) return attach()
    this.started = entry.start(this)
    this.formId = formId
    // In a task of its own: on a slow phone both together would keep the page from whatever somebody does on it.
    const timer = setTimeout(attach)
    this.hide = () => clearTimeout(timer)
  }
}
