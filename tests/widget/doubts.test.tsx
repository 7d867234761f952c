// @vitest-environment happy-dom
import type { Question } from '@baton/shared/form'
import { suggestAddress } from '@baton/widget/later/doubts.ts'
import { fireEvent } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import { email, formOf, name, serverThat, show, size, taken } from './form-on-page.ts'

afterEach(() => {
  document.body.replaceChildren()
  sessionStorage.clear()
})

it.each([
  ['zoe@gmial.com', 'zoe@gmail.com'],
  ['zoe@gmai.com', 'zoe@gmail.com'],
  ['zoe@gmaill.com', 'zoe@gmail.com'],
  ['zoe@gnail.com', 'zoe@gmail.com'],
  ['Zoe@Hotmial.com', 'Zoe@hotmail.com'],
  ['zoe@contoso.con', 'zoe@contoso.com'],
  ['zoe@web.dee', 'zoe@web.de'],
])('takes %s for a slip of %s', (written, meant) => expect(suggestAddress(written)).toBe(meant))

it.each(['zoe@gmail.com', 'zoe@contoso.com', 'zoe@mail.contoso.example', 'zoe@gmx.net', 'zoe', 'zoe@', ''])('takes %s as it is', written =>
  expect(suggestAddress(written)).toBeNull(),
)

it('asks about a slip once, and takes the other address at a press', async () => {
  const server = serverThat(taken)
  const page = show(formOf([email]), { fetch: server.fetch })
  await page.fill('Work email', 'zoe@gmial.com')
  await page.press('Send')
  expect(page.see.getByRole('alert').textContent).toBe('Did you mean zoe@gmail.com?')
  expect(server.received).toHaveLength(0)
  fireEvent.blur(page.see.getByLabelText('Work email')) // as on the way to the button
  await page.press('zoe@gmail.com')
  expect(page.see.queryByRole('alert')).toBeNull()
  await page.press('Send')
  await expect.poll(() => server.received[0]?.answers).toEqual({ email: 'zoe@gmail.com' })
})

it('takes what looks like a slip when the visitor goes on with it', async () => {
  const server = serverThat(taken)
  const page = show(formOf([email]), { fetch: server.fetch })
  await page.fill('Work email', 'zoe@gmial.com')
  await page.press('Send')
  await page.press('Send')
  await expect.poll(() => server.received[0]?.answers).toEqual({ email: 'zoe@gmial.com' })
})

it('asks for a work address where the form prefers one, and takes another all the same', async () => {
  const server = serverThat(taken)
  const page = show(formOf([{ ...email, workAddress: 'preferred' } as Question]), { fetch: server.fetch })
  await page.fill('Work email', 'zoe@gmail.com')
  await page.press('Send')
  expect(page.see.getByRole('alert').textContent).toContain('work address')
  await page.press('Send')
  await expect.poll(() => server.received[0]?.answers).toEqual({ email: 'zoe@gmail.com' })
})

it('names the questions where several answers do not fit, with the cursor there, and leads to each', async () => {
  const page = show(formOf([email, size, name], { steps: [['email', 'companySize', 'name']] }))
  await page.fill(/Your name/, 'Zoë')
  await page.press('Send')
  expect(page.cursor()?.textContent).toBe('Please look at these answers again:Work emailCompany size')
  fireEvent.click(page.see.getByRole('link', { name: 'Work email' }))
  expect(page.cursor()?.getAttribute('name')).toBe('email')
  await page.fill('Work email', 'zoe@contoso.example')
  expect(page.see.queryByRole('link', { name: 'Company size' })).toBeNull() // one that is left says so where it stands
})
