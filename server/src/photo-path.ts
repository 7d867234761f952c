import type { Rep } from '@baton/shared/roster'

/**
 * Where Baton serves a rep's photo from, or null. Import stores the file beside the roster and writes its address in its place; an
 * address elsewhere is never handed to a visitor's browser or mail program, for it would tell a third party of the visit.
 */
export function photoPath(rep: Rep): string | null {
  return rep.photoUrl?.startsWith('/photos/') ? rep.photoUrl : null
}
