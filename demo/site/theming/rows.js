/** The controls of the theming page: a label, something to pick with, and a field that takes any value CSS has. */

/** @typedef {{ element: HTMLElement, show(value: string | undefined, standard: string, complaint?: string, remedy?: { value: string }): void }} Row */
/** @typedef {{ id: string, name: string, seen: string, pick?: HTMLInputElement | HTMLSelectElement, pickValue(value: string): string, fromPick(value: string): string, isValid(value: string): boolean, invalid: string, set(value: string, done: boolean): void }} RowParts */

/** @param {RowParts} parts @returns {Row} */
export function createRow({ id, name, seen, pick, pickValue, fromPick, isValid, invalid, set }) {
  const field = make('input', { id, className: 'value', spellcheck: false })
  const label = make('label', { htmlFor: id }, [name, make('small', {}, [seen])])
  const said = make('p', { className: 'complaint', id: `${id}-said` })
  const complain = (/** @type {string} */ words, /** @type {(Node | string)[]} */ more = []) => {
    said.replaceChildren(...(words ? [words, ...more] : []))
    if (words) field.setAttribute('aria-describedby', said.id)
    else field.removeAttribute('aria-describedby')
  }
  /** What somebody has in hand is not written over under their fingers. @type {HTMLElement | null} */
  let inHand = null
  const setBy = (/** @type {HTMLElement} */ control, /** @type {string} */ value, /** @type {boolean} */ done) => {
    inHand = control
    set(value, done)
    inHand = null
  }
  const take = (/** @type {boolean} */ done) => {
    const value = field.value.trim()
    const good = value === '' || isValid(value)
    if (good) setBy(field, value, done)
    else complain(invalid)
    field.setAttribute('aria-invalid', String(!good))
  }
  field.addEventListener('input', () => take(false))
  field.addEventListener('change', () => take(true))
  if (pick) {
    pick.setAttribute('aria-label', `${name}: pick`)
    pick.addEventListener('input', () => setBy(pick, fromPick(pick.value), false))
    pick.addEventListener('change', () => setBy(pick, fromPick(pick.value), true))
  }
  return {
    element: make('div', { className: `row ${pick ? pick.type : ''}` }, [label, ...(pick ? [pick] : []), field, said]),
    show(value, standard, complaint = '', remedy) {
      if (inHand !== field) field.value = value ?? ''
      field.placeholder = standard
      field.setAttribute('aria-invalid', 'false')
      if (pick && inHand !== pick) pick.value = pickValue(value ?? standard)
      complain(complaint, remedy ? [' ', createRemedy(remedy.value, set, field)] : [])
    },
  }
}

/** @param {string} value @param {RowParts['set']} set @param {HTMLElement} field */
function createRemedy(value, set, field) {
  const button = make('button', { type: 'button', className: 'remedy' }, [`Use ${value}`])
  button.addEventListener('click', () => {
    field.focus() // this button is about to go
    set(value, true)
  })
  return button
}

/** Radio buttons side by side. @param {string} name @param {[value: string, words: string][]} options @param {(value: string) => void} choose */
export function createChoice(name, options, choose) {
  const inputs = options.map(([value]) => make('input', { type: 'radio', name, value }))
  for (const input of inputs) input.addEventListener('change', () => choose(input.value))
  return {
    elements: options.map(([, words], index) => make('label', {}, [/** @type {Node} */ (inputs[index]), make('span', {}, [words])])),
    show: (/** @type {string} */ value) => {
      for (const input of inputs) input.checked = input.value === value
    },
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Partial<HTMLElementTagNameMap[Tag]>} [properties] @param {(Node | string)[]} [children] @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}
