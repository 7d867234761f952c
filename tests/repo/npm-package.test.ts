import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'vue/compiler-sfc'
import { installWidget } from '../support/pack-widget.ts'
import { read, repoRoot } from './source-files.ts'

let widget: ReturnType<typeof installWidget>
beforeAll(() => {
  widget = installWidget()
})
afterAll(() => widget.remove())

const installed = () => join(widget.folder, 'node_modules/@baton/widget')

/** What the compiler objects to in an app of somebody else's, beside which only `@baton/widget` and what `uses` names is installed. */
function compile(name: string, files: Record<string, string>, uses: string[] = [], options: Record<string, unknown> = {}): string {
  const folder = join(widget.folder, name)
  mkdirSync(join(folder, 'node_modules/@baton'), { recursive: true })
  cpSync(installed(), join(folder, 'node_modules/@baton/widget'), { recursive: true })
  for (const use of uses) {
    mkdirSync(join(folder, 'node_modules', use, '..'), { recursive: true })
    symlinkSync(join(repoRoot, 'node_modules', use), join(folder, 'node_modules', use))
  }
  for (const [file, code] of Object.entries(files)) writeFileSync(join(folder, file), code)
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2022', 'dom'], types: [] },
    ...{ skipLibCheck: uses.length > 0, exactOptionalPropertyTypes: true, ...options },
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(files) }))
  try {
    return execFileSync(process.execPath, [join(repoRoot, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8', stdio: 'pipe' })
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout: string; stderr: string } // as execFileSync fails
    return stdout || stderr || message
  }
}

/** The code of a page in `docs/recipes`, by its language. */
function codeOf(page: string, language: string): string {
  return [...read(`docs/recipes/${page}.md`).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code]) => code).join('\n')
}

describe('@baton/widget, packed as npm would have it', { timeout: 60_000 }, () => {
  test('publint has nothing to say', async () => {
    const packed = readFileSync(widget.tarball)
    const tarball = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) as ArrayBuffer // a file's own
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
    expect(messages.map(message => formatMessage(message, pkg))).toEqual([])
  })

  test('holds its code, its types, its manual and its licence, and needs nothing else', () => {
    const files = readdirSync(installed(), { recursive: true, encoding: 'utf8' }).filter(name => name.includes('.') || name === 'LICENSE')
    const built = ['baton-widget', 'events', 'load-script'].flatMap(name => [`dist/${name}.d.ts`, `dist/${name}.js`])
    expect(files.sort()).toEqual([...built, 'LICENSE', 'README.md', 'package.json'].sort())
    expect(JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'))).not.toHaveProperty('dependencies')
    for (const file of built) expect(readFileSync(join(installed(), file), 'utf8')).not.toMatch(/from '(?!\.\/[a-z-]+\.js')/)
    expect(read('widget/npm/LICENSE')).toBe(read('LICENSE'))
    expect(JSON.parse(read('widget/npm/package.json')).version).toBe(JSON.parse(read('widget/package.json')).version)
  })

  test('is imported where there is no window', () => {
    const code = `import('@baton/widget').then(({ mountForm, openForm }) => console.log(typeof mountForm, typeof openForm, typeof window))`
    expect(execFileSync(process.execPath, ['-e', code], { cwd: widget.folder, encoding: 'utf8' })).toBe('function function undefined\n')
  })

  test('its import of the server’s script is left alone by bundlers', () => {
    expect(readFileSync(join(installed(), 'dist/load-script.js'), 'utf8')).toContain('import(/* @vite-ignore */ /* webpackIgnore: true */ ')
  })

  test('its types know events, answers and the element, without a package of ours', () => {
    const code = `
      import { type BatonEvents, type EventHandlers, mountForm, openForm } from '@baton/widget'
      const on: EventHandlers = { booked: ({ startAt }) => startAt.slice(0, 10) }
      const { element, remove } = mountForm(document.body, { server: 'https://baton.example.com', form: 'demo-request', on, prefill: { topics: ['a'] } })
      element.addEventListener('baton:assigned', ({ detail }) => detail.rep.name satisfies BatonEvents['baton:assigned']['rep']['name'])
      document.addEventListener('baton:error', ({ detail }) => detail.reason satisfies string | undefined)
      document.querySelector('baton-form')?.open?.()
      openForm({ server: '', form: '' }).open()
      // @ts-expect-error a consent is the visitor's to give
      mountForm('#a', { server: '', form: '', prefill: { consent: true } })
      remove()
    `
    expect(compile('consumer', { 'consumer.ts': code })).toBe('')
    expect(compile('bundled', { 'consumer.ts': code }, [], { module: 'esnext', moduleResolution: 'bundler' })).toBe('')
  })
})

describe('the recipes compile as they stand', { timeout: 60_000 }, () => {
  test('README of the package', () => {
    expect(compile('manual', { 'manual.ts': /```ts\n([\s\S]*?)```/.exec(read('widget/npm/README.md'))?.[1] ?? 'none' })).toBe('')
  })
  test('React', () => {
    const uses = ['react', '@types/react', 'csstype']
    expect(compile('react', { 'recipe.tsx': codeOf('react', 'tsx') }, uses, { jsx: 'react-jsx', moduleResolution: 'bundler', module: 'esnext' })).toBe('')
  })
  test('Vue', () => {
    const { descriptor, errors } = parse(codeOf('vue', 'vue'))
    expect(errors).toEqual([])
    const script = `import { defineProps } from 'vue'\n${descriptor.scriptSetup?.content}`
    expect(compile('vue', { 'recipe.ts': script }, ['vue', '@vue'], { moduleResolution: 'bundler', module: 'esnext' })).toBe('')
  })
})
