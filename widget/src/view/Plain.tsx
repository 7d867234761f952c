import { keepFocus } from '../keep-focus.ts'

/** The second thing one can do: a button that looks like words. */
export function Plain({ onClick, children }: { onClick(): void; children: string }) {
  return (
    <button part="quiet" class="plain" type="button" onMouseDown={keepFocus} onClick={onClick}>
      {children}
    </button>
  )
}
