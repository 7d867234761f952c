import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mjml } from '../../server/mjml-plugin.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'baton-mjml-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function bundle(template: string): Promise<string> {
  await writeFile(join(folder, 'mail.mjml'), template)
  await writeFile(join(folder, 'entry.ts'), "import mail from './mail.mjml'\nexport default mail\n")
  const lib = { entry: join(folder, 'entry.ts'), formats: ['es' as const] }
  const built = await build({ root: folder, configFile: false, logLevel: 'silent', plugins: [mjml()], build: { write: false, minify: false, lib } })
  const [{ output } = { output: [] }] = built as { output: { code: string }[] }[] // not a watcher, for nothing is watched
  return output[0]?.code ?? ''
}

describe('a mail template', () => {
  it('is HTML by the time the server is built, its holes kept and MJML left behind', async () => {
    const code = await bundle('<mjml><mj-body><mj-section><mj-column><mj-text>Hi {{name}}</mj-text></mj-column></mj-section></mj-body></mjml>')
    expect(code).toContain('Hi {{name}}')
    expect(code).toContain('<table')
    expect(code).not.toMatch(/mj-text|fonts\.googleapis/)
    expect(code.length).toBeLessThan(10_000)
  })

  it('stops the build when it is wrong', async () => {
    await expect(bundle('<mjml><mj-body><mj-texxt>Hi</mj-texxt></mj-body></mjml>')).rejects.toThrow(/mj-texxt/)
  })
})
