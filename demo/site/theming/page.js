import { mend, sayTooClose, toHex, tooClose } from './contrast.js'
import { createChoice, createRow, make } from './rows.js'
import { colourOf, colours, keyOf, modes, presets, readTheme, shapes, writeCss, writeFragment, writeTag } from './theme.js'

/**
 * The address holds the whole state. A change is shown at once and becomes a step of the history when it is done, so Back undoes it; a link to a look is
 * the look.
 */

/** @typedef {import('./theme.js').Scheme} Scheme */

const darkSystem = matchMedia('(prefers-color-scheme: dark)')
const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id)) // all are in theming.html
const paint = /** @type {CanvasRenderingContext2D} */ (make('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })) // every browser has one
const [pasted, marked] = [new CSSStyleSheet(), new CSSStyleSheet()]
document.adoptedStyleSheets = [pasted, marked]

let theme = readTheme(location.hash, isValid)
/** The scheme that is shown and changed, where a form has both. @type {Scheme} */
let looked = darkSystem.matches ? 'dark' : 'light'

const scheme = () => (theme.theme === 'auto' ? looked : theme.theme)

/** @param {string} key @param {string} value @param {boolean} done */
function set(key, value, done) {
  const { [key]: _, ...others } = theme.values
  theme = { ...theme, values: value ? { ...others, [key]: value } : others }
  show()
  if (done) keep()
}

function keep() {
  const fragment = `#${writeFragment(theme) || 'baton'}`
  if (fragment !== (location.hash || '#baton')) history.pushState(null, '', fragment)
}

addEventListener('popstate', () => {
  theme = readTheme(location.hash, isValid)
  show()
})
darkSystem.addEventListener('change', ({ matches }) => {
  looked = matches ? 'dark' : 'light'
  show()
})

const themes = createChoice(
  'theme',
  [
    ['auto', 'Both'],
    ['light', 'Always light'],
    ['dark', 'Always dark'],
  ],
  value => {
    theme = { ...theme, theme: value === 'light' || value === 'dark' ? value : 'auto' }
    show()
    keep()
  },
)
const schemes = createChoice(
  'scheme',
  [
    ['light', 'Light'],
    ['dark', 'Dark'],
  ],
  value => {
    looked = value === 'dark' ? 'dark' : 'light'
    show()
  },
)
const openings = createChoice(
  'mode',
  modes.map(mode => [mode, { inline: 'In the page', popup: 'Popup', 'slide-in': 'Slides in', button: 'Button' }[mode] ?? mode]),
  value => {
    theme = { ...theme, mode: value }
    show()
    keep()
  },
)

const colourRows = colours.map(({ id, name, seen }) =>
  createRow({
    id,
    name,
    seen,
    pick: make('input', { type: 'color' }),
    pickValue: () => toHex(rgbOf(colourOf(theme, id, scheme()))),
    fromPick: value => value,
    isValid: value => isValid(id, value),
    invalid: 'That is no colour that CSS knows.',
    set: (value, done) => set(keyOf(id, scheme()), value, done),
  }),
)
const shapeRows = shapes.map(({ id, name, seen, range, choices }) =>
  createRow({
    id,
    name,
    seen,
    pick: range
      ? make('input', { type: 'range', min: String(range.min), max: String(range.max), step: String(range.step) })
      : make(
          'select',
          {},
          [['Baton’s own', ''], ...(choices ?? []), ['Your own', 'own']].map(([words = '', value = '']) => make('option', { value }, [words])),
        ),
    pickValue: value => {
      if (range) return String(value.endsWith(range.unit) && Number.parseFloat(value) >= 0 ? Number.parseFloat(value) : range.at)
      if (!theme.values[id]) return ''
      return choices?.some(([, choice]) => choice === value) ? value : 'own'
    },
    fromPick: value => (range ? `${value}${range.unit}` : value === 'own' ? (theme.values[id] ?? '') : value),
    isValid: value => isValid(id, value),
    invalid: range ? `That is no length. Write it with its unit, such as ${range.at}${range.unit}.` : 'That is nothing that CSS knows here.',
    set: (value, done) => set(id, value, done),
  }),
)

find('themes').append(...themes.elements)
find('schemes').append(...schemes.elements)
find('modes').append(...openings.elements)
find('colours').append(...colourRows.map(({ element }) => element))
find('shapes').append(...shapeRows.map(({ element }) => element))
find('presets').append(...presets.map(([name = '', fragment = '']) => make('a', { href: `#${fragment}` }, [name])))
find('controls').addEventListener('submit', event => event.preventDefault())
find('jump').addEventListener('click', () => find('stage').scrollIntoView({ block: 'start' }))
addParts()
addCopying()
show()

function show() {
  const css = writeCss(theme)
  pasted.replaceSync(css)
  themes.show(theme.theme)
  schemes.show(scheme())
  openings.show(theme.mode)
  find('schemes').hidden = theme.theme !== 'auto'
  showColours()
  shapes.forEach(({ id, standard, shown }, index) => {
    const value = theme.values[id]
    const small = id === 'font-size' && value && Number.parseFloat(value) < 16 && value.endsWith('px')
    shapeRows[index]?.show(value, shown ?? standard, small ? 'iPhones zoom into a field whose letters are smaller than 16px.' : '')
  })
  find('css').textContent = css || '/* Nothing: this is how Baton looks by itself. */'
  find('tag').textContent = writeTag(theme, location.origin)
  find('since').hidden = !css.includes('light-dark(')
  for (const link of find('presets').children) {
    const isIt = link instanceof HTMLAnchorElement && writeFragment(readTheme(link.hash, isValid)) === writeFragment(theme)
    link.toggleAttribute('aria-current', isIt)
  }
  showForm()
}

function showColours() {
  const ratios = (/** @type {Scheme} */ one) => (/** @type {string} */ id) => rgbOf(colourOf(theme, id, one), colourOf(theme, 'background', one))
  colours.forEach(({ id, light, dark }, index) => {
    const close = tooClose(id, ratios(scheme())).sort((a, b) => a.ratio / a.atLeast - b.ratio / b.atLeast)
    const better = close[0] && mend(id, ratios(scheme()))
    const standard = { light, dark }[scheme()]
    const shown = standard.startsWith('var(') ? 'the accent' : standard
    const value = theme.values[keyOf(id, scheme())]
    // What follows the accent is told there.
    const told = (value !== undefined || id !== 'focus') && close[0]
    colourRows[index]?.show(value, shown, told ? sayTooClose(told) : '', told && better ? { value: better } : undefined)
  })
  const other = scheme() === 'dark' ? 'light' : 'dark'
  const bad = theme.theme === 'auto' ? colours.filter(({ id }) => tooClose(id, ratios(other)).length > 0) : []
  const names = bad.map(({ name }) => `“${name}”`).join(', ')
  find('elsewhere').textContent = bad.length > 0 ? `In the ${other} look ${names} ${bad.length > 1 ? 'are' : 'is'} hard to see.` : ''
}

/** The form itself. Another mode is another element, for a form opens the way it began. */
function showForm() {
  const preview = find('preview')
  let form = /** @type {HTMLElement | null} */ (preview.querySelector('baton-form'))
  if (!form || form.dataset.mode !== theme.mode) {
    form = document.createElement('baton-form')
    form.setAttribute('form', 'demo-request')
    form.dataset.mode = theme.mode
    form.dataset.theme = scheme()
    preview.replaceChildren(form)
  }
  form.dataset.theme = scheme()
  find('stage').dataset.theme = scheme()
  find('open').hidden = theme.mode === 'inline' || theme.mode === 'button'
}

function addParts() {
  const parts = {
    form: 'All of a screen',
    question: 'A question with its field',
    label: 'What is asked',
    input: 'What one types into',
    option: 'One of several answers',
    button: 'The main button',
    quiet: 'A button that looks like words',
    rep: 'Who looks after the visitor',
    slot: 'A free time',
  }
  const buttons = Object.entries(parts).map(([part, words]) => {
    const button = make('button', { type: 'button' }, [make('code', {}, [part]), make('span', {}, [words])])
    button.setAttribute('aria-pressed', 'false')
    button.addEventListener('click', () => {
      const pressed = button.getAttribute('aria-pressed') !== 'true'
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button && pressed))
      marked.replaceSync(pressed ? `baton-form::part(${part}) { outline: 3px dashed #d6336c; outline-offset: 2px; }` : '')
      if (pressed) find('stage').scrollIntoView({ block: 'nearest' })
    })
    return button
  })
  find('parts').append(...buttons.map(button => make('li', {}, [button])))
}

function addCopying() {
  for (const button of document.querySelectorAll('.copy')) {
    button.addEventListener('click', async () => {
      const code = find(button.getAttribute('data-copies') ?? '')
      const copied = await navigator.clipboard?.writeText(code.textContent ?? '').then(
        () => true,
        () => false,
      )
      if (!copied) getSelection()?.selectAllChildren(code)
      find('copied').textContent = copied ? 'Copied.' : 'Selected: copy it with Ctrl or Cmd and C.'
    })
  }
}

/** What the browser paints. A colour that lets something through lies on `under`. @param {string} colour @param {string} [under] @returns {[number, number, number]} */
function rgbOf(colour, under = '#fff') {
  for (const fill of ['#fff', under, colour]) {
    paint.fillStyle = fill
    paint.fillRect(0, 0, 1, 1)
  }
  const [red = 0, green = 0, blue = 0] = paint.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

/** Whether the browser takes it. Nothing that fetches or refers elsewhere: the address that it comes from may be anybody's. @param {string} id @param {string} value */
function isValid(id, value) {
  if (/url|image|var\(|env\(|attr\(|[{};]/i.test(value)) return false
  if (colours.some(colour => colour.id === id))
    return CSS.supports('color', value) && !/^(inherit|initial|unset|revert|revert-layer|currentcolor)$/i.test(value)
  if (id === 'font') return CSS.supports('font-family', value)
  if (id === 'shadow') return CSS.supports('box-shadow', value)
  return /\d[a-z%)]/i.test(value) && CSS.supports('width', value)
}
