import type { Absent } from '@baton/shared/api'
import { directionOf } from '@baton/shared/locale'
import { tellFrom } from '../events.ts'
import { adopt } from '../frame.ts'

/** Why there is no form, which the server writes before this code. */
declare const __BATON__: Absent

const script = document.currentScript
try {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => explain(__BATON__))
  else explain(__BATON__)
} catch {
  // whatever goes wrong here must not stop the page it runs on
}

/** Says so to the visitor where the form would stand, to the page by an event, and to its developer once. */
function explain({ formId, code, message, sentences }: Absent): void {
  console.warn(`Baton: ${code}. ${message} It was asked for “${formId}”.`)
  const places = findPlaces(formId)
  for (const place of places) show(place, sentences)
  tellFrom(places[0] ?? document, formId)('baton:error', { code: 'absent', reason: code })
}

/** The form's elements; else where its tag stands. A form that opens over the page leaves no hole in it. */
function findPlaces(formId: string): HTMLElement[] {
  const target = script?.dataset.target
  const within = target ? document.querySelector(target) : document
  if (!within) return []
  const elements = [...within.querySelectorAll<HTMLElement>('baton-form')].filter(element => element.getAttribute('form') === formId)
  if (elements.length === 0 && script && !script.closest('head')) {
    const element = document.createElement('baton-form')
    element.dataset.mode = script.dataset.mode ?? 'inline'
    element.dataset.locale = script.dataset.locale ?? ''
    if (within === document) script.before(element)
    else within.append(element)
    elements.push(element)
  }
  return elements.filter(({ dataset }) => (dataset.mode ?? script?.dataset.mode ?? 'inline') === 'inline')
}

/** What the page itself has put there for this case comes first. */
function show(place: HTMLElement, sentences: Absent['sentences']): void {
  if (place.shadowRoot) return
  const root = place.attachShadow({ mode: 'open' })
  adopt(root, ':host{display:block}p{margin:0;font:1rem/1.5 system-ui,sans-serif;color:inherit}')
  const wanted = [place.dataset.locale, script?.dataset.locale, document.documentElement.lang, ...navigator.languages]
  const language = wanted.map(tag => tag?.slice(0, 2).toLowerCase()).find(tag => tag && sentences[tag]) ?? 'en'
  const sentence = document.createElement('p')
  sentence.lang = language
  sentence.dir = directionOf(language)
  sentence.textContent = sentences[language] ?? ''
  const own = [...place.children].some(({ localName }) => localName !== 'noscript')
  root.append(own ? document.createElement('slot') : sentence)
}
