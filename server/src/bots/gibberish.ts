/** Longer than any run of consonants in a name or a word people use in addresses: “Rechtsschutz” has seven. */
const mumble = /[bcdfghjklmnpqrstvwxz]{8}/
/** One key held down. */
const held = /(\p{L})\1{4}/u
/** Neighbours on a keyboard, as they come when a hand sweeps over it. */
const rows = ['qwertyuiop', 'qwertzuiop', 'azertyuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm']
const swept = 6

/**
 * Whether an address looks typed to fill a field: “xkjdfhgtsk@…”, “asdfghjk@…”. Only parts of letters alone are looked at: with a digit
 * in it, it is an id that some program gave out, and those are nobody's guess. Names of people are never long enough without a vowel.
 */
export function isGibberish(address: string): boolean {
  const [local = '', domain = ''] = address.toLowerCase().split('@')
  return [...local.split(/[^\p{L}\p{N}]+/u), domain.split('.')[0] ?? ''].some(isGibberishWord)
}

function isGibberishWord(word: string): boolean {
  return /^\p{L}+$/u.test(word) && (mumble.test(word) || held.test(word) || rows.some(row => sweeps(word, row)))
}

function sweeps(word: string, row: string): boolean {
  for (let from = 0; from + swept <= row.length; from++) if (word.includes(row.slice(from, from + swept))) return true
  return false
}
