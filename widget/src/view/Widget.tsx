import type { Screen } from '../screen.ts'
import { Result } from './Result.tsx'
import { Step } from './Step.tsx'

/** The whole widget, drawn from plain data: a screen that is the same looks the same. */
export function Widget({ screen }: { screen: Screen }) {
  const { state, model } = screen
  const { form, text } = model.parts
  return (
    <div class="card" lang={form.locale}>
      {state.phase === 'done' ? <Result screen={screen} state={state} /> : <Step screen={screen} />}
      <p class="unseen" role="status">
        {announcement(screen, text)}
      </p>
    </div>
  )
}

/** What a screen reader is told. Without the countdown: a voice that counts is no help. */
function announcement({ state, step, total }: Screen, text: Screen['model']['parts']['text']): string {
  switch (state.phase) {
    case 'asking':
      return step > 0 ? text.announceStep(step + 1, total) : ''
    case 'sending':
      return text.sending
    case 'waiting-to-retry':
      return text.waiting
    case 'failed':
      return text[state.reason]
    case 'done':
      return state.reply.message.heading
  }
}
