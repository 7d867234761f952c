/** A wait that tells the whole seconds left, 0 when it is over, and that the visitor may end or give up. */
export function createCountdown(count: (seconds: number) => void) {
  let timer: ReturnType<typeof setTimeout>
  const countdown = {
    start: (durationMs: number) =>
      new Promise<void>(resolve => {
        const tick = (seconds: number) => {
          count(seconds)
          if (seconds > 0) timer = setTimeout(tick, 1000, seconds - 1)
          else resolve()
        }
        countdown.end = () => {
          clearTimeout(timer)
          tick(0)
        }
        tick(Math.ceil(durationMs / 1000))
      }),
    end: () => {},
    forget: () => clearTimeout(timer),
  }
  return countdown
}
