// @vitest-environment happy-dom
import type { Question } from '@baton/shared/form'
import { fireEvent } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { email, formOf, name, serverThat, show, size, taken } from './form-on-page.ts'

beforeEach(() => history.replaceState(null, '', '/'))
afterEach(() => {
  document.body.replaceChildren()
  sessionStorage.clear()
  delete window.baton
})

const goal: Question = { id: 'goal', kind: 'longText', label: 'What should get better{answers.name}?', hint: 'At {answers.companySize} people.' }

it('passes over a screen where the page knows every answer, and sends them', async () => {
  const server = serverThat(taken)
  const page = show(formOf([email, name, size]), { fetch: server.fetch, attributes: { 'data-prefill-email': 'zoe@contoso.example' } })
  expect(page.see.queryByLabelText('Work email')).toBeNull()
  expect(page.see.getByText('1 of 2')).toBeTruthy()
  await page.press('Continue')
  await page.choose('Up to 200')
  await page.press('Send')
  await expect.poll(() => server.received[0]?.answers).toEqual({ email: 'zoe@contoso.example', companySize: 'small' })
})

it('takes answers from the address of the page and from its script, also while the form is open', async () => {
  history.replaceState(null, '', '/?name=Zo%C3%AB&terms=true')
  const terms: Question = { id: 'terms', kind: 'consent', label: 'I agree' }
  const page = show(formOf([name, email, terms], { steps: [['name'], ['email'], ['terms']] }))
  expect(page.see.queryByLabelText(/Your name/)).toBeNull()
  expect(page.see.getByText('1 of 2')).toBeTruthy()
  page.give({ email: 'zoe@contoso.example', terms: true })
  expect((page.see.getByLabelText('I agree') as HTMLInputElement).checked).toBe(false)
})

it('comes back to a screen it passed over when its answer does not fit', async () => {
  const page = show(formOf([email, size]), { attributes: { 'data-prefill-email': 'zoe at contoso' } })
  await page.choose('Up to 200')
  await page.press('Send')
  expect((page.see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe at contoso')
  expect(page.see.getByRole('alert').textContent).toContain('email address')
})

it('sends along what brought the visitor here, and lets questions depend on it', async () => {
  history.replaceState(null, '', '/pricing?utm_source=newsletter&utm_campaign=autumn')
  const server = serverThat(taken)
  const asked: Question = { id: 'issue', kind: 'text', label: 'Which issue?', showWhen: { fact: 'touch.first.source', op: 'is', value: 'newsletter' } }
  const page = show(formOf([email, asked], { steps: [['email', 'issue']] }), { fetch: server.fetch })
  await page.fill('Work email', 'zoe@contoso.example')
  await page.fill(/Which issue/, 'November')
  await page.press('Send')
  await expect.poll(() => server.received[0]).toMatchObject({ answers: { issue: 'November' } })
  expect(server.received[0]?.touches).toMatchObject({ first: { source: 'newsletter', campaign: 'autumn', landingPath: '/pricing' } })
})

it('shows the last screen, to send from, where everything is known', () => {
  const { see } = show(formOf([email, name]), { attributes: { 'data-prefill-email': 'zoe@contoso.example', 'data-prefill-name': 'Zoë' } })
  expect(see.getByRole('button', { name: 'Send' })).toBeTruthy()
})

it('says earlier answers in later words, options by their labels, and leaves out what was not answered', async () => {
  const page = show(formOf([name, size, { ...goal, label: 'What should get better, {answers.name}?' }]))
  await page.fill(/Your name/, 'Zoë {answers.companySize}')
  await page.press('Continue')
  await page.choose('Up to 200')
  await page.press('Continue')
  expect(page.see.getByLabelText(/What should get better, Zoë \{answers\.companySize\}\?/)).toBeTruthy()
  expect(page.see.getByText('At Up to 200 people.')).toBeTruthy()
})

it('lets a digit choose an option, but not one that belongs to the browser', async () => {
  const page = show(formOf([size]))
  const [small, large] = [page.see.getByLabelText('Up to 200'), page.see.getByLabelText('More than 200')] as HTMLInputElement[]
  fireEvent.keyDown(small as HTMLInputElement, { key: '2' })
  expect([small?.checked, large?.checked]).toEqual([false, true])
  fireEvent.keyDown(small as HTMLInputElement, { key: '1', ctrlKey: true })
  fireEvent.keyDown(small as HTMLInputElement, { key: '7' })
  expect([small?.checked, large?.checked]).toEqual([false, true])
})

it('goes on from long text with Ctrl and Enter, and only then', async () => {
  const server = serverThat(taken)
  const page = show(formOf([{ id: 'goal', kind: 'longText', label: 'Goal' }]), { fetch: server.fetch })
  await page.fill(/Goal/, 'Fewer calls')
  const field = page.see.getByLabelText(/Goal/)
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(server.received).toHaveLength(0)
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  await expect.poll(() => server.received).toMatchObject([{ answers: { goal: 'Fewer calls' } }])
})
