import type { Embedded } from '@baton/shared/api'
import { BatonForm } from './element.ts'
import { joinLater } from './join-later.ts'
import type { CreateLater, LaterFile } from './later/later-file.ts'
import { lent } from './lent.ts'
import type { ModesFile, OpenOver, OverPage } from './modes/open-over.ts'
import { findBaton, findEntry } from './registry.ts'
import type { ResultFile } from './result/result-file.ts'
import { startForm } from './start-form.tsx'
import type { SubmitFile } from './submit/submit-file.ts'

/** The form and Baton's origin, which the server writes before this code. */
declare const __BATON__: Embedded

safely(() => embed(__BATON__, document.currentScript))

/** Makes the form known to its elements, and gives it a place where the page has none for it. */
function embed(embedded: Embedded, script: HTMLOrSVGScriptElement | null): void {
  const { id } = embedded.form
  findBaton()
  const entry = findEntry(id)
  const again = entry.start !== undefined
  const begin = (embedded: Embedded) => {
    entry.start ??= host => {
      const setting = (name: string) => host.getAttribute(name) ?? script?.getAttribute(name) ?? null
      return startForm({
        ...embedded,
        host,
        setting,
        fetch: (...request) => fetch(...request),
        load: attempt => loadRest(embedded, attempt),
        openMode: page => openMode(embedded, page),
      })
    }
    for (const element of entry.elements) element.show()
  }
  if (!customElements.get('baton-form')) customElements.define('baton-form', BatonForm)
  const language = otherLanguage(embedded, script)
  if (language) fetchEmbedded(embedded, language).then(begin, () => begin(embedded))
  else begin(embedded)
  if (!(script instanceof HTMLElement)) return
  const findPlace = () => place(script, id, again)
  // While the page is still being read, the element may stand further down.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => safely(findPlace))
  else findPlace()
}

/**
 * The language of the form that this page wants, where the script came in another: what the tag or element says, else what the page says it is written
 * in, unless the script's address named one.
 */
function otherLanguage({ form: { id, locale }, others }: Embedded, script: HTMLOrSVGScriptElement | null): string | undefined {
  const element = document.querySelector<HTMLElement>(`baton-form[form="${CSS.escape(id)}"][data-locale]`)
  const told = script?.dataset.locale || element?.dataset.locale
  const wanted = told || (/[?&]locale=/.test(script?.getAttribute('src') ?? '') ? '' : document.documentElement.lang)
  const isIt = (one: string) => one.startsWith(wanted.slice(0, 2).toLowerCase())
  return isIt(locale) ? undefined : others.find(isIt)
}

/** Rejects where that is not there in three seconds: then the form is shown in the language it came in. */
async function fetchEmbedded({ form: { id }, origin }: Embedded, language: string): Promise<Embedded> {
  const response = await fetch(`${origin}/v1/forms/${id}/embedded?locale=${language}`, { signal: AbortSignal.timeout(3000) })
  if (!response.ok) throw response.status
  return response.json()
}

function place(script: HTMLElement, id: string, again: boolean): void {
  const { target } = script.dataset
  const within = target ? document.querySelector(target) : document
  if (!within) return console.warn(`Baton: this page has no ${target} for the form “${id}”.`)
  if (Array.from(within.querySelectorAll('baton-form')).some(element => element.getAttribute('form') === id)) {
    const entry = findEntry(id)
    if (again && !entry.warned) console.warn(`Baton: this page has the form “${id}” already.`)
    entry.warned ||= again
    return
  }
  const element = document.createElement('baton-form')
  element.setAttribute('form', id)
  for (const { name, value } of script.attributes) if (name.startsWith('data-')) element.setAttribute(name, value)
  if (within !== document) within.append(element)
  // A script in the head has no place of its own: its element comes later.
  else if (!script.closest('head')) script.before(element)
}

/**
 * Fetches what comes after the questions. An import that failed is remembered as failed by its address, fragment included, so every attempt has one of its own.
 */
async function loadRest({ rest }: Embedded, attempt: number): Promise<CreateLater> {
  const files: Promise<unknown>[] = ['later', 'submit', 'result'].map(part => import(/* @vite-ignore */ `${rest.replace('*', part)}#${attempt}`))
  const [later, submit, result] = (await Promise.all(files)) as [LaterFile, SubmitFile, ResultFile] // the server's own addresses
  return model =>
    joinLater(
      model,
      { ...later.open(lent), ...submit.open(lent), ...result.open(lent) },
      { checking: later.words, sending: submit.words, result: result.words },
    )
}

async function openMode({ rest }: Embedded, page: Omit<OverPage, 'words'>): Promise<OpenOver> {
  const { openOver, words }: ModesFile = await import(/* @vite-ignore */ rest.replace('*', 'modes'))
  return openOver({ ...page, words })
}

/** Whatever goes wrong here must not stop the page it runs on. */
function safely(act: () => void): void {
  try {
    act()
  } catch (error) {
    console.warn('Baton:', error)
  }
}
