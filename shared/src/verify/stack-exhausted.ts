/** Whether a search went deeper than the stack is: a playbook compares thousands of facts. Other range errors are mistakes of ours. */
export function isStackExhausted(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack')
}
