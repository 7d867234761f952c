/** The longest name a mail repeats. */
const limit = 60
/** "Anne-Marie-Louise" has three. */
const mostParts = 3

/**
 * The first word of a typed name if it can be one, else null: letters and marks of any script, hyphens and apostrophes. It is the
 * one thing a visitor typed that their own mail repeats, so what could be an address, a link or a command is no name at all:
 * cutting the odd characters out of "evil.com" would still greet somebody with it.
 */
export function cleanFirstName(name: string | null): string | null {
  const word =
    name
      ?.normalize('NFC')
      .trim()
      .split(/\s+/u)[0]
      ?.replace(/[\u200C\u200D]/g, '') ?? ''
  const isName = word.length <= limit && /^[\p{L}\p{M}'’-]+$/u.test(word) && /^\p{L}/u.test(word) && /\p{L}\p{M}*$/u.test(word)
  const isSentence = word.split('-').length > mostParts // "You-have-won-…" is no name either
  return isName && !isSentence && !/^(https?|www)$/i.test(word) ? word : null
}
