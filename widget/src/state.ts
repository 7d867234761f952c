import type { FlowFacts } from '@baton/shared/flow'
import type { Answers, PublicForm, Question } from '@baton/shared/form'
import { batch, computed, signal } from '@preact/signals'
import type { Later } from './later/later-file.ts'
import type { ModelParts } from './model.ts'
import type { Phase } from './phase.ts'

/** Question id → what is wrong with its answer, in words. */
export type Problems = Readonly<Record<string, string>>

/** The id of the element that should have the cursor next. */
export type Attention = 'step' | 'summary' | 'go' | 'result' | `q${number}`

/** Where one conversation stands. Everything on the screen follows from these. */
export function createState({ opening, locale }: ModelParts) {
  const step = signal(0)
  /** What comes after the first question, once it has arrived. */
  const later = signal<Later | null>(null)
  /** What stands in the fields: a number may be half typed, and answers to questions now out of sight are kept for when they return. */
  const entered = signal<Answers>({})
  /** What `showWhen` may use besides answers. `touch.*` comes with what is fetched. */
  const facts = signal<FlowFacts>({ locale })
  /** Questions whose answers were known before: a screen with nothing else is passed over. */
  const known = signal<string[]>([])
  /** The screens a visitor with these answers goes through; at least one, for Send has to stand somewhere. */
  const steps = computed<Question[][]>(() => {
    const visible = later.value?.visibleSteps() ?? opening
    const asked = visible.filter(questions => questions.some(({ id, kind }) => kind !== 'hidden' && !known.value.includes(id)))
    return asked.length > 0 ? asked : visible.slice(-1)
  })
  return {
    phase: signal<Phase>({ phase: 'asking' }),
    step,
    entered,
    facts,
    known,
    steps,
    /** The questions of this screen. */
    asked: computed<Question[]>(() => steps.value[step.value] ?? []),
    problems: signal<Problems>({}),
    /** A new object each time: the same element may be meant again. */
    attention: signal<{ id: Attention } | null>(null),
    later,
    /** What stands in the field that people do not see. */
    trap: signal(''),
  }
}

export type State = ReturnType<typeof createState>

/** Changes the phase, and says what should have the cursor then. */
export function move({ phase, attention }: Pick<State, 'phase' | 'attention'>, now: Phase, id: Attention): void {
  batch(() => {
    phase.value = now
    attention.value = { id }
  })
}

/** The state as it is now, in plain values: what is drawn depends on these alone. */
export function readState({ phase, step, entered, steps, asked, problems, later }: State) {
  return {
    now: phase.value,
    step: step.value,
    total: steps.value.length,
    asked: asked.value,
    entered: entered.value,
    problems: problems.value,
    later: later.value,
  }
}

/** A question's element. Its place in the form, for its id may hold any character. */
export function elementId(form: PublicForm, question: Question): `q${number}` {
  return `q${form.questions.indexOf(question)}`
}
