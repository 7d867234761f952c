import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { PublicForm, Question } from '@baton/shared/form'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, it } from 'vitest'

let code = ''
beforeAll(async () => {
  const root = fileURLToPath(new URL('../../widget', import.meta.url))
  const built = (await build({ root, configFile: `${root}/vite.config.ts`, logLevel: 'error', build: { write: false } })) as Rolldown.RolldownOutput[] // one output, not watched
  code = built[0]?.output[0].code ?? ''
})

it('arrives, with a form of ten questions, in one congestion window', () => {
  const whole = `(()=>{const __BATON__=${JSON.stringify({ form: realisticForm(), origin: 'https://baton.example.com' })};${code}})()`
  expect(brotliCompressSync(whole).length).toBeLessThanOrEqual(14_300)
})

it('reads the form from the variable the server writes, and works under a strict content security policy', () => {
  expect(code).toContain('__BATON__')
  expect(code).not.toMatch(/\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setAttribute\(.style/)
  expect(code).not.toMatch(/zod|ZodError/i)
})

function realisticForm(): PublicForm {
  const options = (...labels: string[]) => labels.map(label => ({ id: label.toLowerCase(), label }))
  const questions: Question[] = [
    { id: 'email', kind: 'email', label: 'Work email', required: true, placeholder: 'you@company.com' },
    { id: 'name', kind: 'text', label: 'Your name', required: true },
    {
      id: 'companySize',
      kind: 'choice',
      label: 'How many people work at your company?',
      hint: 'A rough number is fine.',
      required: true,
      options: options('1–10', '11–50', '51–200', '201–1,000', '1,000+'),
    },
    {
      id: 'seats',
      kind: 'number',
      label: 'How many people would use it?',
      min: 1,
      max: 100_000,
      required: true,
      showWhen: { fact: 'answers.companySize', op: 'in', value: ['201–1,000', '1,000+'] },
    },
    { id: 'products', kind: 'choices', label: 'What are you interested in?', required: true, options: options('Analytics', 'Automation', 'Integrations') },
    {
      id: 'timeline',
      kind: 'choice',
      label: 'How soon do you want to start?',
      required: true,
      options: options('This month', 'In one to three months', 'Later this year', 'Just looking'),
    },
    { id: 'country', kind: 'country', label: 'Country', required: true },
    { id: 'website', kind: 'url', label: 'Company website' },
    { id: 'notes', kind: 'longText', label: 'Anything we should know?' },
    { id: 'consent', kind: 'consent', label: 'You may write to me about this request.', required: true },
  ]
  return {
    id: 'demo-request',
    playbookVersion: 3,
    locale: 'en',
    title: 'Let’s find the right person for you',
    intro: 'Five short steps, about a minute. You will see who looks after you, and when they are free.',
    submitLabel: 'See who can help',
    steps: [['email', 'name'], ['companySize'], ['seats'], ['products', 'timeline'], ['country', 'website'], ['notes', 'consent']],
    questions,
    fallbackUrl: 'https://example.com/contact',
    privacyUrl: 'https://example.com/privacy',
  }
}
