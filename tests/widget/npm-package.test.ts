// @vitest-environment happy-dom

import { type FormOptions, type MountedForm, mountForm, openForm } from '@baton/widget/npm/baton-widget.ts'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** A server that is not there. What happens where there is one is tried in a browser: `tests/e2e/npm-package.test.ts`. */
const away = { server: 'http://127.0.0.1:1', form: 'first' }

let warnings: string[] = []
let errors: unknown[] = []
let mounted: MountedForm[] = []
const mount = (target: string | Element, options: FormOptions) => {
  const form = mountForm(target, options)
  mounted.push(form)
  return form
}
const tell = (event: Event) => errors.push((event as CustomEvent).detail) // ours carry one

beforeEach(() => {
  warnings = []
  errors = []
  document.body.innerHTML = '<main id="place"></main>'
  document.addEventListener('baton:error', tell)
  vi.spyOn(console, 'warn').mockImplementation((...words) => warnings.push(words.join(' ')))
})
afterEach(() => {
  for (const form of mounted) form.remove()
  mounted = []
  document.removeEventListener('baton:error', tell)
  vi.restoreAllMocks()
})

const place = () => document.querySelector('#place') as HTMLElement // made above
const told = () => expect.poll(() => errors.length).toBe(1)

it('tells the element all that was asked for, before the script can read it', () => {
  const { element } = mount('#place', {
    ...away,
    mode: 'popup',
    locale: 'de',
    theme: 'dark',
    openAfter: 8,
    prefill: { email: 'zoe@contoso.example', topics: ['a', 'b'], seats: 5 },
  })
  expect(element.parentElement).toBe(place())
  expect(Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))).toEqual({
    form: 'first',
    'data-mode': 'popup',
    'data-locale': 'de',
    'data-theme': 'dark',
    'data-open-after': '8',
    'data-prefill-email': 'zoe@contoso.example',
    'data-prefill-topics': 'a,b',
    'data-prefill-seats': '5',
  })
})

it('shows a link to the form’s own page, tells the page and the tag manager, and warns once where the server is away', async () => {
  const dataLayer: unknown[] = []
  vi.stubGlobal('dataLayer', dataLayer)
  const heard: string[] = []
  mount('#place', { ...away, locale: 'de', on: { error: ({ code }, event) => heard.push(code, event.type) } })
  await told()
  const link = place().querySelector('a')
  expect(link?.href).toBe('http://127.0.0.1:1/f/first?locale=de')
  expect(link?.textContent).toBe('Open the form')
  expect(heard).toEqual(['unreachable', 'baton:error'])
  expect(errors).toEqual([{ formId: 'first', code: 'unreachable' }])
  expect(dataLayer).toEqual([{ event: 'baton:error', formId: 'first', code: 'unreachable' }])
  expect(warnings).toEqual([expect.stringContaining('“first” could not be had from http://127.0.0.1:1')])
  vi.unstubAllGlobals()
})

it.each([
  ['words of the page’s own', 'Zum Formular'],
  ['an element of the page’s own', Object.assign(document.createElement('p'), { textContent: 'Zum Formular' })],
])('shows %s instead', async (_, fallback) => {
  mount(place(), { ...away, fallback })
  await told()
  expect(place().textContent).toBe('Zum Formular')
})

it('leaves what a <baton-form> holds where it is, and takes its own traces away again', async () => {
  place().innerHTML = '<baton-form class="mine"><a href="/contact">Write to us</a></baton-form>'
  const own = place().querySelector('baton-form') as HTMLElement // just made
  const form = mount(own, { ...away, mode: 'inline', prefill: { name: 'Zoë' } })
  expect(form.element).toBe(own)
  await told()
  expect(place().textContent).toBe('Write to us')
  form.remove()
  expect(place().innerHTML).toBe('<baton-form class="mine"><a href="/contact">Write to us</a></baton-form>')
})

it('hands back an empty <baton-form> empty, and hears nothing of it any more', async () => {
  const own = document.createElement('baton-form')
  place().append(own)
  let heard = 0
  const form = mount(own, { ...away, on: { view: () => heard++ } })
  const view = () => own.dispatchEvent(new CustomEvent('baton:view', { detail: {} }))
  view()
  await told()
  expect(own.textContent).toBe('Open the form')
  form.remove()
  view()
  expect(heard).toBe(1)
  expect(own.outerHTML).toBe('<baton-form></baton-form>')
})

it('says nothing more once it was removed, and leaves nothing behind', async () => {
  const first = mount('#place', away)
  first.remove()
  const second = mount('#place', away)
  await told()
  expect(place().querySelectorAll('baton-form')).toHaveLength(1)
  second.remove()
  expect(place().childNodes).toHaveLength(0)
  expect(warnings).toHaveLength(1)
})

it('mounted twice in one place is there once, and the first can be removed without harm', () => {
  const first = mount('#place', away)
  const second = mount('#place', away)
  expect([...place().children]).toEqual([second.element])
  first.remove()
  expect([...place().children]).toEqual([second.element])
})

it.each([
  ['a place that is not there', '#nowhere', 'http://127.0.0.1:1', '#nowhere'],
  ['a selector that is none', ':::', 'http://127.0.0.1:1', ':::'],
  ['a server that is no address', '#place', 'http://', '“first” could not be had'],
])('only warns of %s', async (_, target, server, words) => {
  const form = mount(target, { server, form: 'first' })
  form.open()
  form.prefill({ name: 'Zoë' })
  await expect.poll(() => warnings.join('\n')).toContain(words)
  form.remove()
})

it('has no place for a link where a form would open over the page', async () => {
  mounted.push(openForm(away))
  await told()
  expect(document.body.querySelector('baton-form')?.childNodes).toHaveLength(0)
  expect(openForm(away)).toBe(mounted[0])
})
