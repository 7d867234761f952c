import type { Direction } from '@baton/shared/locale'

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const allRightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{M}\s]*$/u

/**
 * A name as it stands in a sentence. One that runs the other way than the sentence is isolated (U+2068 to U+2069), or commas and figures beside it would
 * change places. The mark before it (U+200E, U+200F) is for programs that take the direction of a line from its first letter.
 */
export function apart(name: string, direction: Direction): string {
  const foreign = direction === 'rtl' ? !allRightToLeft.test(name) : rightToLeft.test(name)
  return foreign ? `${direction === 'rtl' ? '\u200f' : '\u200e'}\u2068${name}\u2069` : name
}
