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
  sessionStorage.clear()
})

it('asks a question only while the answers call for it, and counts the steps anew', async () => {
  const { see, choose, press } = show(formOf([size, seats, name]))
  await choose('Up to 200')
  expect(see.getByText('1 of 2')).toBeTruthy()
  await choose('More than 200')
  expect(see.getByText('1 of 3')).toBeTruthy()
  await press('Continue')
  expect(see.getByLabelText('How many seats?')).toBeTruthy()
  await press('Back')
  await choose('Up to 200')
  await press('Continue')
  expect(see.queryByLabelText('How many seats?')).toBeNull()
  expect(see.getByLabelText(/Your name/)).toBeTruthy()
})

it('lets a question appear and disappear on the same screen while the visitor answers', async () => {
  const { see, choose } = show(formOf([size, seats], { steps: [['companySize', 'seats']] }))
  expect(see.queryByLabelText('How many seats?')).toBeNull()
  await choose('More than 200')
  expect(see.getByLabelText('How many seats?')).toBeTruthy()
  await choose('Up to 200')
  expect(see.queryByLabelText('How many seats?')).toBeNull()
})

it('does not send the answer to a question that has disappeared', async () => {
  const server = serverThat(taken)
  const { choose, fill, press, pass } = show(formOf([size, seats], { steps: [['companySize', 'seats']] }), { fetch: server.fetch })
  await choose('More than 200')
  await fill('How many seats?', '40')
  await choose('Up to 200')
  await press('Send')
  await pass(0)
  expect(server.received[0]?.answers).toEqual({ companySize: 'small' })
})

it('keeps what was answered when the visitor goes back', async () => {
  const { see, fill, press } = show(formOf([email, name]))
  await fill('Work email', 'zoe@contoso.example')
  await press('Continue')
  await fill(/Your name/, 'Zoë')
  await press('Back')
  expect((see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe@contoso.example')
  await press('Continue')
  expect((see.getByLabelText(/Your name/) as HTMLInputElement).value).toBe('Zoë')
})

it('says what is missing, ties it to its field, and puts the cursor into the first', async () => {
  const { see, press, cursor } = show(formOf([email, size], { steps: [['email', 'companySize']] }))
  await press('Send')
  const field = see.getByLabelText('Work email')
  const [problem] = see.getAllByRole('alert')
  expect(see.getAllByRole('alert')).toHaveLength(2)
  expect(problem?.textContent).toBe('Please fill this in.')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(field.getAttribute('aria-describedby')).toContain(problem?.id)
  expect(cursor()).toBe(field)
})

it('says that an answer is not valid when the visitor leaves the field, and takes it back at the first good letter', async () => {
  const { see, fill } = show(formOf([email]))
  await fill('Work email', 'zoe@contoso')
  expect(see.queryByRole('alert')).toBeNull()
  fireEvent.blur(see.getByLabelText('Work email'))
  expect(see.getByRole('alert').textContent).toContain('name@company.com')
  await fill('Work email', 'zoe@contoso.example')
  expect(see.queryByRole('alert')).toBeNull()
})

it('does not scold a visitor who only passes through an empty field', async () => {
  const { see } = show(formOf([email]))
  fireEvent.blur(see.getByLabelText('Work email'))
  expect(see.queryByRole('alert')).toBeNull()
})

it('asks again when a number is typed in words', async () => {
  const { see, fill, press, pass } = show(formOf([{ id: 'seats', kind: 'number', label: 'Seats' }]))
  await fill(/Seats/, 'forty')
  await pass(0)
  await press('Send')
  expect(see.getByRole('alert').textContent).toContain('digits')
})

it('leaves the cursor where it is when it appears, and moves it to the first field of each step after', async () => {
  const { fill, press, cursor, see } = show(formOf([email, name]))
  expect(cursor()).toBeNull()
  expect(document.activeElement).toBe(document.body)
  await fill('Work email', 'zoe@contoso.example')
  await press('Continue')
  expect(cursor()).toBe(see.getByLabelText(/Your name/))
  expect(see.getByRole('status').textContent).toBe('2 of 2')
})

it('shows whatever a label says as text', async () => {
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
  await press('Send')
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
  await press('Send')
  await pass(0)
  expect(server.received[0]).toMatchObject({ answers: { topics: ['a', 'c'], terms: true }, consent: { terms: 'You may write to me' }, company_website: '' })
  expect(told.filter(({ name }) => name === 'answer').map(({ detail }) => detail.questionId)).toEqual(['topics', 'terms'])
  expect(JSON.stringify(told)).not.toContain('You may')
})

it('goes on as if nothing had happened when the page moves it to another place', async () => {
  const { fill, see, started, detach, root, press } = show(formOf([email, name]))
  await fill('Work email', 'zoe@contoso.example')
  await press('Continue')
  detach()
  expect(root.childNodes).toHaveLength(0)
  started.attach(root)
  await press('Back')
  expect((see.getByLabelText('Work email') as HTMLInputElement).value).toBe('zoe@contoso.example')
})
