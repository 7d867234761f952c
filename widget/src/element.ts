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
    this.started?.open()
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
    if (this.formId !== formId) this.started = entry.start(this)
    this.formId = formId
    this.hide = this.started?.attach(this.shadowRoot ?? this.attachShadow({ mode: 'open' }))
  }
}
