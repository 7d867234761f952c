import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A Chromium: the one `CHROMIUM_PATH` names, else Debian's, else the one that came with an npm package, which needs nothing
 * installed. `BATON_TEST_BROWSER=bundled` asks for the last. The caller closes it; a signal to this process closes it too.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed =
    process.env.BATON_TEST_BROWSER === 'bundled' ? undefined : [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find(path => path && existsSync(path))
  const { executablePath, env } = installed ? { executablePath: installed, env: {} } : await unpackBundled()
  return chromium.launch({ executablePath, args: flags, env: { ...(process.env as Record<string, string>), ...env } }) // Node's own type allows undefined
}

/** Unpacks 200 MB once per version, in one step (a rename): a run that is killed half-way leaves nothing that looks whole. */
async function unpackBundled(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const index = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const archives = join(dirname(index), '..', 'bin')
  const { version } = JSON.parse(readFileSync(join(archives, '..', 'package.json'), 'utf8'))
  const folder = join(tmpdir(), `baton-chromium-${version}`)
  if (!existsSync(folder)) await unpackInto(folder, archives)
  const library = join(folder, 'al2023', 'lib')
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: [library, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'), FONTCONFIG_PATH: join(folder, 'fonts') },
  }
}

async function unpackInto(folder: string, archives: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const half = `${folder}.${process.pid}`
  mkdirSync(half)
  const outside = process.env.TMPDIR
  process.env.TMPDIR = half // where `inflate` unpacks to: it takes no folder, and takes any file it finds there for a whole one
  try {
    for (const name of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) await inflate(join(archives, name))
    chmodSync(join(half, 'chromium'), 0o755)
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (!existsSync(folder)) throw error // else another run was first: the same files
  } finally {
    if (outside === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = outside
  }
}
