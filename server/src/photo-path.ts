import type { Rep } from '@baton/shared/roster'

/** Whether this is where Baton serves a photo from: its content's hash, and nothing more. */
export function isOwnPhoto(photoUrl: string): boolean {
  return /^\/photos\/[0-9a-f]{32}$/.test(photoUrl)
}

/**
 * Where Baton serves a rep's photo from, or null. Import stores the file beside the roster and writes its address in its place; an
 * address elsewhere is never handed to a visitor's browser or mail program, for it would tell a third party of the visit.
 */
export function photoPath(rep: Rep): string | null {
  return rep.photoUrl && isOwnPhoto(rep.photoUrl) ? rep.photoUrl : null
}
