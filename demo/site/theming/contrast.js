/** Contrast as WCAG 2.2 measures it: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

/** @typedef {[red: number, green: number, blue: number]} Rgb Each from 0 to 255. */
/** @typedef {{ of: string, on: string, atLeast: number, words: string }} Pair */

const letters = 4.5 // 1.4.3, level AA
const shapes = 3 // 1.4.11, level AA

/** Which colours of the form lie on each other. @type {Pair[]} */
export const pairs = [
  { of: 'accent-text', on: 'accent', atLeast: letters, words: 'on the accent' },
  { of: 'text', on: 'background', atLeast: letters, words: 'on the background' },
  { of: 'text', on: 'surface', atLeast: letters, words: 'on the surface' },
  { of: 'muted', on: 'background', atLeast: letters, words: 'on the background' },
  { of: 'muted', on: 'surface', atLeast: letters, words: 'on the surface' },
  { of: 'error', on: 'background', atLeast: letters, words: 'on the background' },
  { of: 'accent', on: 'background', atLeast: shapes, words: 'on the background' },
  { of: 'border', on: 'background', atLeast: shapes, words: 'on the background' },
  { of: 'success', on: 'background', atLeast: shapes, words: 'on the background' },
  { of: 'focus', on: 'background', atLeast: shapes, words: 'on the background' },
]

/** @param {Rgb} colour */
function luminance(colour) {
  const [red, green, blue] = /** @type {Rgb} */ (
    colour.map(part => {
      const value = part / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21. @param {Rgb} one @param {Rgb} other */
export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** The pairs of one colour that are too close. @param {string} id @param {(id: string) => Rgb} rgbOf */
export function tooClose(id, rgbOf) {
  return pairs.flatMap(pair => {
    const ratio = contrast(rgbOf(pair.of), rgbOf(pair.on))
    return pair.of === id && ratio < pair.atLeast ? [{ ...pair, ratio }] : []
  })
}

/** What is wrong with it, in words. @param {Pair & { ratio: number }} found */
export function sayTooClose({ ratio, atLeast, words }) {
  // Never rounded up to what is asked for.
  const measured = (Math.floor(ratio * 10) / 10).toFixed(1)
  return `Hard to ${atLeast === letters ? 'read' : 'see'} ${words}: ${measured} to 1, where ${atLeast} to 1 is needed.`
}

/** The nearest shade that is far enough from everything it lies on, or null where there is none. @param {string} id @param {(id: string) => Rgb} rgbOf */
export function mend(id, rgbOf) {
  const start = rgbOf(id)
  for (let percent = 0; percent <= 100; percent++) {
    for (const end of [0, 255]) {
      const shade = /** @type {Rgb} */ (start.map(part => Math.round(part + ((end - part) * percent) / 100)))
      if (tooClose(id, one => (one === id ? shade : rgbOf(one))).length === 0) return toHex(shade)
    }
  }
  return null
}

/** @param {Rgb} colour */
export function toHex(colour) {
  return `#${colour.map(part => part.toString(16).padStart(2, '0')).join('')}`
}
