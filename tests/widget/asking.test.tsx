// @vitest-environment happy-dom
import { fireEvent } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { email, formOf, name, seats, serverThat, show, size, taken } from './form-on-page.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
})

it('asks a question only while the answers call for it, and counts the steps anew', () => {
  const { see, choose, press } = show(formOf([size, seats, name]))
  choose('Up to 200')
  expect(see.getByText('1 of 2')).toBeTruthy()
  choose('More than 200')
  expect(see.getByText('1 of 3')).toBeTruthy()
  press('Continue')
  expect(see.getByLabelText('How many seats?')).toBeTruthy()
  press('Back')
  choose('Up to 200')
  press('Continue')
  expect(see.queryByLabelText('How many seats?')).toBeNull()
  expect(see.getByLabelText(/Your name/)).toBeTruthy()
})

it('lets a question appear and disappear on the same screen while the visitor answers', () => {
  const { see, choose } = show(formOf([size, seats], { steps: [['companySize', 'seats']] }))
  expect(see.queryByLabelText('How many seats?')).toBeNull()
  choose('More than 200')
  expect(see.getByLabelText('How many seats?')).toBeTruthy()
  choose('Up to 200')
  expect(see.queryByLabelText('How many seats?')).toBeNull()
})

it('does not send the answer to a question that has disappeared', async () => {
  const server = serverThat(taken)
  const { choose, fill, press, pass } = show(formOf([size, seats], { steps: [['companySize', 'seats']] }), { fetch: server.fetch })
  choose('More than 200')
  fill('How many seats?', '40')
  choose('Up to 200')
  press('Send')
  await pass(0)
  expect(server.received[0]?.answers).toEqual({ companySize: 'small' })
})

it('keeps what was answered when the visitor goes back', () => {
  const { see, fill, press } = show(formOf([email, name]))
  fill('Work email', 'zoe@contoso.example')
  press('Continue')
  fill(/Your name/, 'Zoë')
  press('Back')
  expect((see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe@contoso.example')
  press('Continue')
  expect((see.getByLabelText(/Your name/) as HTMLInputElement).value).toBe('Zoë')
})

it('says what is missing, ties it to its field, and puts the cursor into the first', () => {
  const { see, press, cursor } = show(formOf([email, size], { steps: [['email', 'companySize']] }))
  press('Send')
  const field = see.getByLabelText('Work email')
  const [problem] = see.getAllByRole('alert')
  expect(see.getAllByRole('alert')).toHaveLength(2)
  expect(problem?.textContent).toBe('Please fill this in.')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(field.getAttribute('aria-describedby')).toContain(problem?.id)
  expect(cursor()).toBe(field)
})

it('says that an answer is not valid when the visitor leaves the field, and takes it back at the first good letter', () => {
  const { see, fill } = show(formOf([email]))
  fill('Work email', 'zoe@contoso')
  expect(see.queryByRole('alert')).toBeNull()
  fireEvent.blur(see.getByLabelText('Work email'))
  expect(see.getByRole('alert').textContent).toContain('name@company.com')
  fill('Work email', 'zoe@contoso.example')
  expect(see.queryByRole('alert')).toBeNull()
})

it('does not scold a visitor who only passes through an empty field', () => {
  const { see } = show(formOf([email]))
  fireEvent.blur(see.getByLabelText('Work email'))
  expect(see.queryByRole('alert')).toBeNull()
})

it('asks again when a number is typed in words', async () => {
  const { see, fill, press, pass } = show(formOf([{ id: 'seats', kind: 'number', label: 'Seats' }]))
  fill(/Seats/, 'forty')
  await pass(0)
  press('Send')
  expect(see.getByRole('alert').textContent).toContain('digits')
})

it('leaves the cursor where it is when it appears, and moves it to the first field of each step after', () => {
  const { fill, press, cursor, see } = show(formOf([email, name]))
  expect(cursor()).toBeNull()
  expect(document.activeElement).toBe(document.body)
  fill('Work email', 'zoe@contoso.example')
  press('Continue')
  expect(cursor()).toBe(see.getByLabelText(/Your name/))
  expect(see.getByRole('status').textContent).toBe('2 of 2')
})

it('shows whatever a label says as text', () => {
  const hostile = '<img src=x onerror=alert(1)>'
  const { see, root } = show(
    formOf([{ id: 'x"><script>', kind: 'choice', label: hostile, hint: hostile, options: [{ id: hostile, label: hostile }] }], {
      title: hostile,
      intro: hostile,
    }),
  )
  expect(see.getAllByText(hostile).length).toBeGreaterThan(3)
  expect(root.querySelector('img, script')).toBeNull()
})

it('takes answers the page knows, in whatever case HTML left their names, and never agrees for the visitor', async () => {
  const server = serverThat(taken)
  history.replaceState(null, '', '/?campaign=spring&email=other@x.example')
  const consent = { id: 'terms', kind: 'consent', label: 'I agree' } as const
  const campaign = { id: 'campaign', kind: 'hidden', label: '' } as const
  const { see, press, pass } = show(formOf([email, size, consent, campaign], { steps: [['email', 'companySize', 'terms', 'campaign']] }), {
    fetch: server.fetch,
    attributes: { 'data-prefill-email': 'zoe@contoso.example', 'data-prefill-companysize': 'LARGE', 'data-prefill-terms': 'true' },
  })
  expect((see.getByLabelText('I agree') as HTMLInputElement).checked).toBe(false)
  press('Send')
  await pass(0)
  expect(server.received[0]?.answers).toEqual({ email: 'zoe@contoso.example', companySize: 'large', campaign: 'spring' })
  history.replaceState(null, '', '/')
})

it('sends choices in the order of the form, and the words that were agreed to', async () => {
  const server = serverThat(taken)
  const options = ['a', 'b', 'c'].map(id => ({ id, label: id.toUpperCase() }))
  const form = formOf(
    [
      { id: 'topics', kind: 'choices', label: 'Topics', options },
      { id: 'terms', kind: 'consent', label: 'You may write to me', required: true },
    ],
    { steps: [['topics', 'terms']] },
  )
  const { choose, press, pass, told } = show(form, { fetch: server.fetch })
  for (const label of ['C', 'A', 'B', 'B', 'You may write to me']) choose(label)
  press('Send')
  await pass(0)
  expect(server.received[0]).toMatchObject({ answers: { topics: ['a', 'c'], terms: true }, consent: { terms: 'You may write to me' }, company_website: '' })
  expect(told.filter(({ name }) => name === 'answer').map(({ detail }) => detail.questionId)).toEqual(['topics', 'terms'])
  expect(JSON.stringify(told)).not.toContain('You may')
})

it('goes on as if nothing had happened when the page moves it to another place', () => {
  const { fill, see, started, detach, root, press } = show(formOf([email, name]))
  fill('Work email', 'zoe@contoso.example')
  press('Continue')
  detach()
  expect(root.childNodes).toHaveLength(0)
  started.attach(root)
  press('Back')
  expect((see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe@contoso.example')
})
