import { fill } from '@baton/shared/words/fill'
import type { View } from '../model.ts'
import { Step } from './Step.tsx'

export interface ViewProps {
  view: View
}

/** The whole widget, drawn from the view's state: the same state looks the same. In its own language's direction, not the page's. */
export function Widget({ view }: ViewProps) {
  const { form, now, later } = view
  const Result = now.phase === 'done' && later?.Result
  return (
    <div class="card" lang={form.locale} dir={/^(ar|fa|he|ur)\b/.test(form.locale) ? 'rtl' : 'ltr'}>
      {Result ? <Result view={view} /> : <Step view={view} />}
      <p class="unseen" role="status">
        {announcement(view)}
      </p>
    </div>
  )
}

/** What a screen reader is told besides problems and failures, which say so where they stand. */
function announcement({ now, step, total, text }: View): string | false {
  if (now.phase === 'sending') return text.sending
  if (now.phase === 'done') return now.reply.message.heading
  return now.phase === 'asking' && step > 0 && fill(text.progress, { step: step + 1, total })
}
