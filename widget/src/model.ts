import type { PublicForm, Question } from '@baton/shared/form'
import type { AskingWords } from '@baton/shared/words/words'
import { computed, type ReadonlySignal } from '@preact/signals'
import { createAsking } from './asking.ts'
import type { Tell } from './events.ts'
import type { CreateLater } from './later/later-file.ts'
import { createLoader } from './loader.ts'
import type { PageReader } from './read-page.ts'
import { createSending } from './sending.ts'
import { createState, readState, type State } from './state.ts'

export interface ModelParts {
  form: PublicForm
  /** The screens of somebody who has answered nothing yet. */
  opening: Question[][]
  origin: string
  text: AskingWords
  locale: string
  page: PageReader
  tell: Tell
  fetch: typeof fetch
  /** Brings the code for what comes after the questions. Rejects when it cannot be had; `attempt` counts from 0. */
  load(attempt: number): Promise<CreateLater>
}

type Actions = ReturnType<typeof createAsking> & ReturnType<typeof createSending>

/** What the view is drawn from, and what it can set off. */
export type View = ModelParts & Actions & ReturnType<typeof readState>

/** The whole conversation with one visitor: state, and what can be done to it. The page and the network arrive in `parts`. */
export type Model = ModelParts & Actions & State & { view: ReadonlySignal<View> }

export function createModel(parts: ModelParts): Model {
  const state = createState(parts)
  const asking = createAsking(parts, state)
  const bring = createLoader(parts.load, create => {
    state.later.value ??= create(model)
  })
  const actions: Actions = { ...asking, ...createSending(state, asking, bring) }
  const model: Model = { ...parts, ...state, ...actions, view: computed(() => ({ ...parts, ...actions, ...readState(state) })) }
  return model
}
