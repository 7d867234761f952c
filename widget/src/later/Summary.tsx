import type { SendingWords } from '@baton/shared/words/words'
import { elementId } from '../state.ts'
import type { ViewProps } from '../view/Widget.tsx'

/** Where several answers of a screen do not fit: which, each a way to its question. */
export function Summary({ view, words }: ViewProps & { words: SendingWords }) {
  const wrong = view.asked.filter(({ id }) => view.problems[id])
  if (wrong.length < 2) return null
  const goTo = (event: Event, id: string) => {
    event.preventDefault() // an address of the page's own would be changed
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot // drawn in one
    root.querySelector<HTMLElement>(`#${id} :is(input, select, textarea)`)?.focus()
  }
  return (
    <div class="notice summary" id="summary" tabIndex={-1}>
      <p>{words.lookAgain}</p>
      <ul>
        {wrong.map(question => (
          <li key={question.id}>
            <a href={`#${elementId(view.form, question)}`} onClick={event => goTo(event, elementId(view.form, question))}>
              {view.later?.say(question.label)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
