import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeScript } from '@baton/server/endpoints/embed'
import { withWords } from '@baton/server/endpoints/widget-scripts'
import { findRoot, readWidget } from '@baton/server/files'
import { playbook } from '@baton/shared/playbook'
import { openingOf, publicForm } from '@baton/shared/public-form'
import { languages } from '@baton/shared/words/languages'
import type { Answers } from './slow-link.ts'

const html = 'text/html; charset=utf-8'
const javascript = 'text/javascript; charset=utf-8'

const around = (place: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Acme</title><link rel="icon" href="data:,"><h1>Talk to sales</h1>${place}<p>What stands below the form.</p>`

const questions = [
  { name: 'email', label: 'Work email' },
  { name: 'name', label: 'Your name' },
  { name: 'company', label: 'Company' },
  { name: 'goal', label: 'What would you like to do?' },
  { name: 'phone', label: 'Phone' },
]
const fields = questions.map(({ name, label }) => `<label>${label}<input name="${name}" required></label>`).join('')
const styles = 'form{font:16px/1.5 system-ui,sans-serif;max-width:30rem;display:grid;gap:12px}label{display:grid;gap:4px}input,button{font:inherit;padding:8px}'

/** Each page by its name, with one form on it. */
export const pages = ['plain HTML', 'vanilla script tag', 'baton'] as const
export const pagePaths = { 'plain HTML': '/plain', 'vanilla script tag': '/vanilla', baton: '/baton' } as const

/** The pages of a site, which take their scripts from another origin. */
export function siteOf(scripts: string): Answers {
  const place = (script: string, element: string) =>
    around(`<${element} form="demo-request" style="display:block;min-height:26rem"></${element}><script async src="${scripts}${script}"></script>`)
  return {
    '/plain': { type: html, body: around(`<style>${styles}</style><form method="post">${fields}<button>Send</button></form>`) },
    '/vanilla': { type: html, body: place('/vanilla.js', 'vanilla-form') },
    '/baton': { type: html, body: place('/embed/demo-request.js', 'baton-form') },
  }
}

/** The floor of every script tag, a form in a shadow root and no more; and what Baton's server sends for the demo's longest form. */
export async function scriptsOf(): Promise<(origin: string) => Answers> {
  const { embed, later, submit, result } = await readWidget()
  const { forms } = playbook.parse(JSON.parse(readFileSync(join(findRoot(), 'demo/playbook.json'), 'utf8')))
  const form = forms.find(({ id }) => id === 'demo-request')
  if (!form) throw new Error('The demo has a form named demo-request.')
  const shown = publicForm(form, 1, [])
  const { asking, sending, result: resultWords } = languages.en
  const vanilla = `const root=document.querySelector('vanilla-form').attachShadow({mode:'open'}),sheet=new CSSStyleSheet;sheet.replaceSync(${JSON.stringify(styles)});root.adoptedStyleSheets=[sheet];const form=document.createElement('form');for(const[name,text]of ${JSON.stringify(questions.map(({ name, label }) => [name, label]))}){const label=document.createElement('label'),input=document.createElement('input');input.name=name;input.required=true;label.append(text,input);form.append(label)}const send=document.createElement('button');send.textContent='Send';form.append(send);root.append(form)`
  return origin => ({
    '/vanilla.js': { type: javascript, body: `(()=>{${vanilla}})()` },
    '/embed/demo-request.js': {
      type: javascript,
      body: writeScript(embed, { form: shown, opening: openingOf(shown), others: ['de'], origin, text: asking, rest: `${origin}/widget/*.js` }),
    },
    '/widget/later.js': { type: javascript, body: withWords(later, sending) },
    '/widget/submit.js': { type: javascript, body: withWords(submit, sending) },
    '/widget/result.js': { type: javascript, body: withWords(result, resultWords) },
    '/v1/forms/demo-request/token': { type: 'application/json', body: JSON.stringify({ token: 'x'.repeat(150), expiresAt: '2030-01-01T00:00:00Z' }) },
  })
}
