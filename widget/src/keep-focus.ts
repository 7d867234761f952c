/** A field that loses the cursor to a press may show its problem, and the button moves away from under the pointer: so it keeps it. */
export function keepFocus(press: MouseEvent): void {
  press.preventDefault()
}
