import type { Embedded } from '@baton/shared/api'
import { tellFrom } from './events.ts'
import { attend, prepareRoot } from './frame.ts'
import { createModel } from './model.ts'
import { readingOf } from './moments.ts'
import { paint } from './paint.ts'
import { readPrefill } from './prefill.ts'
import { flowFacts, followVisit } from './read-page.ts'
import { textFor } from './text.ts'
import { mintSubmissionId, send } from './transport.ts'
import { Widget } from './view/Widget.tsx'

/** A form that runs on a page. It outlives the places it is shown in. */
export interface StartedForm {
  /** Draws into a shadow root until the function it returns is called. */
  attach(root: ShadowRoot): () => void
}

interface FormOnPage extends Embedded {
  host: HTMLElement
  /** An attribute of the element, else of the script tag. */
  setting(name: string): string | null
  fetch: typeof fetch
}

/** Brings the parts together: the page, the model, the network and the view. */
export function startForm({ form, origin, host, setting, fetch }: FormOnPage): StartedForm {
  const page = followVisit()
  const locale = setting('data-locale') ?? navigator.language ?? form.locale
  const tell = tellFrom(host, form.id)
  const url = `${origin}/v1/forms/${encodeURIComponent(form.id)}/submissions`
  const model = createModel({
    form,
    origin,
    locale,
    tell,
    text: textFor(form.locale),
    reading: readingOf(form.locale, navigator.languages ?? [], page.timeZone),
    facts: flowFacts(page.touches, locale),
    prefill: readPrefill(form, setting),
    readVisit: page.read,
    mintId: mintSubmissionId,
    send: (body, pause) => send({ url, body, fetch, pause, random: Math.random }),
    copy: copyText,
  })
  let viewed = -1
  return {
    attach(root) {
      const { frame, dispose } = prepareRoot(root, host)
      model.draw = attention => {
        paint(frame, <Widget model={model} />)
        if (attention) attend(frame, attention)
        const { now, step } = model.state
        if (viewed < 0) tell('baton:ready', {})
        if (now.phase !== 'asking' || viewed === step) return
        viewed = step
        tell('baton:view', { step: step + 1, total: model.steps.length, questionIds: model.steps[step]?.map(({ id }) => id) ?? [] })
      }
      model.draw()
      return () => {
        model.draw = () => {}
        dispose()
      }
    },
  }
}

/** False where the page has no clipboard for us: it is not on https, or its policy forbids it. The text is then shown instead. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
