// @vitest-environment happy-dom
import { paint } from '@baton/widget/paint.ts'
import { expect, it } from 'vitest'

function page() {
  const parent = document.createElement('div')
  document.body.append(parent)
  return parent
}

it('keeps the elements that stay, with their cursor, while others come and go before and after them', () => {
  const parent = page()
  const draw = (before: boolean, after: boolean) =>
    paint(parent, [before && <p key="before">before</p>, <input key="field" value="typed" />, after && <p key="after">after</p>])
  draw(true, false)
  const field = parent.querySelector('input')
  field?.focus()
  for (const [before, after] of [
    [false, true],
    [true, true],
    [false, false],
  ] as const) {
    // biome-ignore format: one table
    draw(before, after)
    expect(parent.querySelector('input')).toBe(field)
    expect(document.activeElement).toBe(field)
    expect(parent.textContent).toBe(`${before ? 'before' : ''}${after ? 'after' : ''}`)
  }
})

it('reorders by key without making anything anew', () => {
  const parent = page()
  const draw = (order: string) => paint(parent, <ul>{[...order].map(key => <li key={key}>{key}</li>)}</ul>) // biome-ignore format: one line
  draw('abc')
  const before = new Map(Array.from(parent.querySelectorAll('li'), node => [node.textContent, node]))
  draw('cxab')
  expect(parent.textContent).toBe('cxab')
  for (const node of parent.querySelectorAll('li')) if (node.textContent !== 'x') expect(node).toBe(before.get(node.textContent))
})

it('takes attributes and handlers away again, and says false where ARIA wants the word', () => {
  const parent = page()
  let presses = 0
  const press = () => presses++
  paint(parent, <button type="button" title="t" disabled aria-pressed={true} onClick={press} />)
  paint(parent, <button type="button" aria-pressed={false} />)
  const button = parent.querySelector('button')
  button?.click()
  expect(presses).toBe(0)
  expect(button?.outerHTML).toBe('<button type="button" aria-pressed="false"></button>')
})

it('writes a field back to what the model says, whatever the visitor has typed since', () => {
  const parent = page()
  const draw = () => paint(parent, <input value="model" />)
  draw()
  const field = parent.querySelector('input') as HTMLInputElement // just painted
  field.value = 'visitor'
  draw()
  expect(field.value).toBe('model')
})

it('selects an option that arrives in the same stroke', () => {
  const parent = page()
  paint(
    parent,
    <select value="b">
      <option value="a">A</option>
      <option value="b">B</option>
    </select>,
  )
  expect(parent.querySelector('select')?.value).toBe('b')
})
