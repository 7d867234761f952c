import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import type { Roster } from '@baton/shared/roster'
import type { Database } from './db/connect.ts'
import { savePhoto, saveRoster } from './db/publish.ts'

const types: Record<string, string> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.webp': 'image/webp' }
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
  if (photoUrl.startsWith('/photos/')) return { path: photoUrl, reason: null }
  if (/^[a-z][a-z0-9+.-]*:/i.test(photoUrl))
    return { path: null, reason: 'visitors see initials instead: put the picture beside the roster file, so that no other site learns of their visit' }
  const path = resolve(folder, photoUrl)
  const type = types[extname(path).toLowerCase()]
  if (!path.startsWith(resolve(folder) + sep)) return { path: null, reason: `${photoUrl} lies outside the roster's folder` }
  if (!type) return { path: null, reason: `${photoUrl} is not a PNG, JPEG or WebP picture` }
  const bytes = await readFile(join(folder, photoUrl)).catch(() => null)
  if (!bytes) return { path: null, reason: `${photoUrl} is not there` }
  if (bytes.length > largestPhoto) return { path: null, reason: `${photoUrl} is larger than ${largestPhoto / 1000} kB` }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32)
  await savePhoto(db, { workspaceId, hash, type, bytes })
  return { path: `/photos/${hash}`, reason: null }
}

/** The same content has the same hash, however its keys are ordered. */
export function contentHash(document: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(document)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  )
}
