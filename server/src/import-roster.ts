import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import type { Roster } from '@baton/shared/roster'
import { contentHash } from './content-hash.ts'
import type { Database } from './db/connect.ts'
import { savePhoto, saveRoster } from './db/publish.ts'
import { isOwnPhoto } from './photo-path.ts'

const largestPhoto = 500_000

/** A roster's photo that was not taken, and why. */
export interface PhotoNote {
  rep: string
  reason: string
}

/** Puts a roster in force. Photos that lie beside its file are stored, and served from Baton's own origin from then on. */
export async function importRoster(db: Database, workspaceId: string, roster: Roster, folder: string): Promise<PhotoNote[]> {
  const notes: PhotoNote[] = []
  const reps = []
  for (const rep of roster.reps) {
    const photo = rep.photoUrl ? await takePhoto(db, workspaceId, rep.photoUrl, folder) : null
    if (photo?.reason) notes.push({ rep: rep.id, reason: photo.reason })
    reps.push({ ...rep, photoUrl: photo ? (photo.path ?? rep.photoUrl) : rep.photoUrl })
  }
  const document = { ...roster, reps }
  await saveRoster(db, workspaceId, contentHash(document), document)
  return notes
}

async function takePhoto(db: Database, workspaceId: string, photoUrl: string, folder: string): Promise<{ path: string | null; reason: string | null }> {
  const refused = (reason: string) => ({ path: null, reason })
  if (isOwnPhoto(photoUrl)) return { path: photoUrl, reason: null }
  if (/^[a-z][a-z0-9+.-]*:/i.test(photoUrl))
    return refused('visitors see initials instead: put the picture beside the roster file, so that no other site learns of their visit')
  // Where links lead counts, not where they lie: what is stored here is served to everybody.
  const path = await realpath(resolve(folder, photoUrl)).catch(() => null)
  if (path === null) return refused(`${photoUrl} is not there`)
  if (!path.startsWith((await realpath(folder)) + sep)) return refused(`${photoUrl} lies outside the roster’s folder`)
  const bytes = await readFile(path).catch(() => null)
  if (!bytes) return refused(`${photoUrl} cannot be read`)
  if (bytes.length > largestPhoto) return refused(`${photoUrl} is larger than ${largestPhoto / 1000} kB`)
  const type = typeOf(bytes)
  if (!type) return refused(`${photoUrl} is not a PNG, JPEG or WebP picture`)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  await savePhoto(db, { workspaceId, hash, type, bytes })
  return { path: `/photos/${hash}`, reason: null }
}

/** By what the file begins with: its name says nothing. */
function typeOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png'
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  return bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : null
}
