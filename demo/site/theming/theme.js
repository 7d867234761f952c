/**
 * What a form's look is made of, as data: the variables with what they are by themselves, and how a theme is written as CSS, as a tag and as the
 * fragment of an address. Nothing here knows the page.
 */

/** @typedef {'light' | 'dark'} Scheme */
/** @typedef {{ id: string, name: string, seen: string, light: string, dark: string }} Colour */
/** @typedef {{ id: string, name: string, seen: string, standard: string, shown?: string, range?: { min: number, max: number, step: number, unit: string, at: number }, choices?: [name: string, value: string][] }} Shape */
/** @typedef {{ theme: 'auto' | Scheme, mode: string, values: Record<string, string> }} Theme `values` holds what differs: `accent` in the light, `dark-accent` in the dark. */

/** @type {Colour[]} */
export const colours = [
  { id: 'accent', name: 'Accent', seen: 'Main button, what is chosen, progress', light: '#3b5bdb', dark: '#93a5fd' },
  { id: 'accent-text', name: 'Text on the accent', seen: 'Words on the main button', light: '#fff', dark: '#10131c' },
  { id: 'text', name: 'Text', seen: 'Headings, labels, answers', light: '#1a1d24', dark: '#eceef3' },
  { id: 'muted', name: 'Quiet text', seen: 'Hints, progress, Back', light: '#5b6372', dark: '#a5adbb' },
  { id: 'background', name: 'Background', seen: 'The card and its fields', light: '#fff', dark: '#15181f' },
  { id: 'surface', name: 'Surface', seen: 'Options under the mouse, notices', light: '#f4f5f8', dark: '#20242e' },
  { id: 'border', name: 'Border', seen: 'Fields, options, the card', light: '#878fa0', dark: '#697184' },
  { id: 'error', name: 'Mistakes', seen: 'What is wrong with an answer', light: '#c02626', dark: '#ff8f8f' },
  { id: 'success', name: 'Success', seen: 'The tick at the end', light: '#23803a', dark: '#6fdc8c' },
  { id: 'focus', name: 'Focus', seen: 'The ring around what has the cursor', light: 'var(--accent)', dark: 'var(--accent)' },
]

/** @type {Shape[]} */
export const shapes = [
  { id: 'radius', name: 'Corners', seen: 'Fields, buttons, the card', standard: '0.625em', range: { min: 0, max: 24, step: 1, unit: 'px', at: 10 } },
  { id: 'gap', name: 'Space', seen: 'Between questions', standard: '1.35em', range: { min: 0.8, max: 2.4, step: 0.05, unit: 'em', at: 1.35 } },
  { id: 'width', name: 'Width', seen: 'At most this wide', standard: '28em', range: { min: 20, max: 44, step: 1, unit: 'em', at: 28 } },
  {
    id: 'font-size',
    name: 'Font size',
    seen: 'All else follows',
    standard: 'max(1rem, 16px)',
    shown: '16px',
    range: { min: 14, max: 22, step: 1, unit: 'px', at: 16 },
  },
  {
    id: 'font',
    name: 'Font',
    seen: 'Any that your page has',
    standard: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
    choices: [
      ['Serif', 'Georgia, "Times New Roman", serif'],
      ['Rounded', 'ui-rounded, "Nunito", "Segoe UI", sans-serif'],
      ['Monospaced', 'ui-monospace, Menlo, Consolas, monospace'],
    ],
  },
  {
    id: 'shadow',
    name: 'Shadow',
    seen: 'Under the card',
    standard: '0 1px 2px #0b12200d, 0 10px 30px #0b122012',
    choices: [
      ['None', 'none'],
      ['Thin', '0 1px 3px #0b122026'],
      ['Deep', '0 24px 64px #0b122038'],
    ],
  },
]

export const modes = ['inline', 'popup', 'slide-in', 'button']

/** Looks to begin with, each a fragment. */
export const presets = [
  ['Baton', 'baton'],
  ['Forest', 'accent=0b6355&accent-text=ffffff&dark-accent=72d0bd&dark-accent-text=0c1f1b&radius=10px&shadow=none'],
  [
    'Ink',
    'accent=111111&dark-accent=f5f5f5&dark-accent-text=111111&border=6f6f6f&dark-border=8a8a8a&focus=1a56db&dark-focus=8ab4f8&radius=0px&shadow=none&gap=1.6em',
  ],
  [
    'Clay',
    'accent=a8411f&dark-accent=f0a07c&dark-accent-text=2a1208&text=2b211a&dark-text=f4ebe3&muted=6b5b4e&dark-muted=b9a898&background=fffaf4&dark-background=1d1714&surface=f6ece0&dark-surface=2a211c&border=978271&dark-border=8a7565&radius=4px&font=Georgia%2C+%22Times+New+Roman%22%2C+serif',
  ],
  ['Round', 'accent=6d28d9&dark-accent=c4b5fd&dark-accent-text=1e1033&radius=22px&font-size=18px&width=30em&shadow=0+24px+64px+%230b122038'],
]

/** @param {string} id @param {Scheme} scheme */
export const keyOf = (id, scheme) => (scheme === 'dark' ? `dark-${id}` : id)

/** The colour that is seen: what was chosen, else Baton's own. Focus is the accent where nothing else is said. @param {Theme} theme @param {string} id @param {Scheme} scheme @returns {string} */
export function colourOf({ values, ...theme }, id, scheme) {
  const own = colours.find(colour => colour.id === id)?.[scheme] ?? ''
  return values[keyOf(id, scheme)] ?? (id === 'focus' ? colourOf({ values, ...theme }, 'accent', scheme) : own)
}

/**
 * A theme from the fragment of an address, where colours stand without their `#`. What is unknown, or what `isValid` does not take, is left out: an address may come from anybody.
 * @param {string} fragment @param {(id: string, value: string) => boolean} isValid @returns {Theme}
 */
export function readTheme(fragment, isValid) {
  const said = new URLSearchParams(fragment.replace(/^#/, ''))
  /** @type {Record<string, string>} */
  const values = {}
  for (const { id } of [...colours, ...shapes]) {
    for (const key of [id, `dark-${id}`]) {
      const value = (said.get(key) ?? '').replace(/^(?=([0-9a-f]{3,4}){1,2}$)/i, colours.some(colour => colour.id === id) ? '#' : '')
      if (value && isValid(id, value)) values[key] = value
    }
  }
  const theme = said.get('theme')
  const mode = said.get('mode') ?? ''
  return { theme: theme === 'light' || theme === 'dark' ? theme : 'auto', mode: modes.includes(mode) ? mode : 'inline', values }
}

/** @param {Theme} theme */
export function writeFragment({ theme, mode, values }) {
  const said = new URLSearchParams()
  if (theme !== 'auto') said.set('theme', theme)
  if (mode !== 'inline') said.set('mode', mode)
  for (const { id } of [...colours, ...shapes]) for (const key of [id, `dark-${id}`]) if (values[key]) said.set(key, values[key].replace(/^#/, ''))
  return said.toString()
}

/** The style sheet to paste: only what differs from Baton's own. Empty where nothing does. @param {Theme} theme */
export function writeCss(theme) {
  const lines = [
    ...colours.map(({ id }) => [id, writeColour(theme, id)]),
    ...shapes.map(({ id, standard }) => [id, theme.values[id] === standard ? '' : theme.values[id]]),
  ].flatMap(([id, value]) => (value ? `  --baton-${id}: ${value};` : []))
  return lines.length > 0 ? `baton-form {\n${lines.join('\n')}\n}` : ''
}

/** `light-dark()` goes by the theme that the form is shown in, whatever decided that: the page, the system or `data-theme`. @param {Theme} theme @param {string} id */
function writeColour(theme, id) {
  const standard = colours.find(colour => colour.id === id)
  const differs = (/** @type {Scheme} */ scheme) => {
    const value = theme.values[keyOf(id, scheme)]
    return value !== undefined && value !== standard?.[scheme]
  }
  const [light, dark] = [colourOf(theme, id, 'light'), colourOf(theme, id, 'dark')]
  if (theme.theme !== 'auto') return differs(theme.theme) ? colourOf(theme, id, theme.theme) : ''
  if (!differs('light') && !differs('dark')) return ''
  return light === dark ? light : `light-dark(${light}, ${dark})`
}

/** @param {Theme} theme @param {string} origin */
export function writeTag({ theme, mode }, origin) {
  const more = `${mode === 'inline' ? '' : ` data-mode="${mode}"`}${theme === 'auto' ? '' : ` data-theme="${theme}"`}`
  return `<script async src="${origin}/embed/demo-request.js"${more}></script>`
}
