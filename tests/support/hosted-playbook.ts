import type { Playbook } from '@baton/shared/playbook'
import type { PlainPage } from './plain-browser.ts'
import { salesPlaybook } from './sales-team.ts'

const [sales] = salesPlaybook.forms
if (!sales) throw new Error('The sales team has a form.')

/** The sales team's form asks for consent, and says where its answers go. */
export const hostedPlaybook: Playbook = {
  ...salesPlaybook,
  forms: [
    {
      ...sales,
      intro: 'One minute.',
      submitLabel: 'Find my contact',
      fallbackUrl: 'https://example.com/contact',
      privacyUrl: 'https://example.com/privacy',
      locales: { de: { title: 'Vertrieb', questions: { email: { label: 'Geschäftliche E-Mail' } } } },
      steps: [['email', 'name'], ['companySize', 'seats', 'country'], ['goal'], ['agreed']],
      questions: [
        ...sales.questions.map(question =>
          question.id === 'goal' ? { ...question, showWhen: { not: { fact: 'answers.companySize', op: 'is', value: 'student' } } } : question,
        ),
        { id: 'agreed', kind: 'consent', label: 'You may write to me.', required: true },
      ],
    },
    ...salesPlaybook.forms.slice(1),
  ] as Playbook['forms'],
}

/** To the last screen, as somebody at a company of more than 200 in Germany, who takes their time. */
export async function answerToTheLast(first: PlainPage, email: string, wait: () => void): Promise<PlainPage> {
  wait()
  const sized = await first.enter('email', email).enter('name', 'Zoë Ångström').press('Continue')
  const seated = await sized.enter('companySize', '200+').enter('country', 'DE').press('Continue')
  const goal = await seated.enter('seats', '120').press('Continue')
  return (await goal.enter('goal', 'Fewer\r\nspreadsheets').press('Continue')).enter('agreed', 'yes')
}
