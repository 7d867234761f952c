import type { Model } from '../model.ts'
import { Result } from './Result.tsx'
import { Step } from './Step.tsx'

export interface ViewProps {
  model: Model
}

/** The whole widget, drawn from plain data: the same state looks the same. It runs in its own language's direction, not the page's. */
export function Widget({ model }: ViewProps) {
  const { form, state } = model
  return (
    <div class="card" lang={form.locale} dir={/^(ar|fa|he|ur)\b/.test(form.locale) ? 'rtl' : 'ltr'}>
      {state.now.phase === 'done' ? <Result model={model} now={state.now} /> : <Step model={model} />}
      <p class="unseen" role="status">
        {announcement(model)}
      </p>
    </div>
  )
}

/** What a screen reader is told. Without the countdown: a voice that counts is no help. */
function announcement({ state: { now, step }, steps, text }: Model): string | false {
  switch (now.phase) {
    case 'asking':
      return step > 0 && text.progress(step + 1, steps.length)
    case 'sending':
      return text.sending
    case 'waiting-to-retry':
      return text.waiting
    case 'failed':
      return text[now.reason]
    case 'done':
      return now.reply.message.heading
  }
}
