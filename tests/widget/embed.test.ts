// @vitest-environment happy-dom

import type { PublicForm } from '@baton/shared/form'
import { openingOf } from '@baton/shared/public-form'
import { en } from '@baton/shared/words/en'
import { within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { email, formOf, name } from './form-on-page.ts'

let warnings: string[] = []
beforeEach(() => {
  warnings = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(console, 'warn').mockImplementation((...words) => warnings.push(words.join(' ')))
})
afterEach(() => {
  document.body.replaceChildren()
  window.baton?.forms.clear()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Runs the embed code as the browser does when it reaches this script tag. */
async function run(form: PublicForm, script: HTMLScriptElement | null) {
  vi.stubGlobal('__BATON__', {
    form,
    origin: 'https://baton.test',
    others: ['de'],
    opening: openingOf(form),
    text: en.asking,
    rest: 'https://baton.test/*.js',
  })
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script)
  vi.resetModules() // each tag brings a copy of its own
  await import('@baton/widget/embed.ts')
  drawn()
}

/** A form is drawn in a task of its own. */
const drawn = () => vi.runAllTimers()

function tag(attributes: Record<string, string> = {}, parent: HTMLElement = document.body): HTMLScriptElement {
  const script = document.createElement('script')
  script.type = 'text/plain' // the test runs the code itself
  for (const [attribute, value] of Object.entries(attributes)) script.setAttribute(attribute, value)
  parent.append(script)
  return script
}

const element = (id: string) => {
  const reserved = document.createElement('baton-form')
  reserved.setAttribute('form', id)
  return reserved
}
const seen = () => Array.from(document.querySelectorAll('baton-form'), found => found.shadowRoot?.querySelector('.card')?.textContent ?? null)
const first = formOf([email], { id: 'first' })
const second = formOf([name], { id: 'second' })

it('stands where its script tag stands', async () => {
  const script = tag()
  await run(first, script)
  expect(script.previousElementSibling?.getAttribute('form')).toBe('first')
  expect(seen()).toEqual([expect.stringContaining('Work email')])
})

it('takes the place the page has reserved, with what the script tag says of it', async () => {
  const reserved = element('first')
  document.body.append(reserved)
  await run(first, tag({ 'data-prefill-email': 'zoe@contoso.example' }))
  expect(document.querySelectorAll('baton-form')).toHaveLength(1)
  const field = within(reserved.shadowRoot as unknown as HTMLElement).getByLabelText('Work email') // as in form-on-page.ts
  expect((field as HTMLInputElement).value).toBe('zoe@contoso.example')
})

it('goes into the element its tag names', async () => {
  const box = document.createElement('div')
  box.id = 'here'
  document.body.append(box)
  await run(first, tag({ 'data-target': '#here' }))
  expect(box.firstElementChild?.getAttribute('form')).toBe('first')
})

it('shows two forms on one page', async () => {
  await run(first, tag())
  await run(second, tag())
  expect(seen()).toEqual([expect.stringContaining('Work email'), expect.stringContaining('Your name')])
  expect(warnings).toEqual([])
})

it('shows a form in an element that comes later, and one whose script comes later', async () => {
  const early = element('second')
  document.body.append(early)
  await run(first, tag())
  expect(seen()[0]).toBeNull()
  await run(second, tag())
  document.body.append(element('first'))
  drawn()
  expect(seen()).toEqual([expect.stringContaining('Your name'), expect.stringContaining('Work email'), expect.stringContaining('Work email')])
})

it('ignores a second tag of the same form, and says so once', async () => {
  await run(first, tag())
  await run(first, tag())
  await run(first, tag())
  expect(seen()).toHaveLength(1)
  expect(warnings).toEqual([expect.stringContaining('“first”')])
})

it('waits for its element when its tag stands in the head', async () => {
  await run(first, tag({}, document.head))
  expect(seen()).toEqual([])
  document.body.append(element('first'))
  drawn()
  expect(seen()).toEqual([expect.stringContaining('Work email')])
})

it('leaves the page alone when something is wrong with its own tag', async () => {
  await run(first, tag({ 'data-target': '#nowhere' }))
  await run(second, tag({ 'data-target': ':::' }))
  expect(seen()).toEqual([])
  expect(warnings).toHaveLength(2)
})

it('keeps what was typed when the page moves the element', async () => {
  await run(first, tag())
  const host = document.querySelector('baton-form') as HTMLElement // just made
  const field = () => within(host.shadowRoot as unknown as HTMLElement).getByLabelText('Work email') as HTMLInputElement // as above
  field().value = 'zoe@contoso.example'
  field().dispatchEvent(new Event('input'))
  const elsewhere = document.createElement('section')
  document.body.append(elsewhere)
  elsewhere.append(host)
  expect(field().value).toBe('zoe@contoso.example')
})

it('is opened by a page that does not wait for it to be drawn, and is not drawn where it was taken away at once', async () => {
  await run(second, null)
  const host = element('second')
  document.body.append(host)
  window.baton?.open('second')
  drawn()
  expect(host.shadowRoot?.activeElement?.getAttribute('name')).toBe('name')
  const gone = element('second')
  document.body.append(gone)
  gone.remove()
  drawn()
  expect(gone.shadowRoot?.childElementCount).toBe(0)
})

it('lets the page open a form by its id', async () => {
  await run(first, tag())
  window.baton?.open('first')
  window.baton?.open('unknown')
  drawn()
  expect(document.querySelector('baton-form')?.shadowRoot?.activeElement?.getAttribute('name')).toBe('email')
})
