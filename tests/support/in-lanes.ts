/** Works through a list, some at a time, until it ends or time is over; gives how many were begun. */
export async function inLanes<Part>(
  parts: readonly Part[],
  work: (part: Part, place: number) => Promise<void>,
  { lanes = 4, longestMs = 80_000 } = {},
): Promise<number> {
  const deadline = Date.now() + longestMs
  let next = 0
  const lane = async () => {
    while (next < parts.length && Date.now() < deadline) {
      const place = next++
      await work(parts[place] as Part, place) // there is one
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return next
}
