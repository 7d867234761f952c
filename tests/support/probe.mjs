/**
 * Loaded into a server under test with `--import`: on SIGUSR2 it writes a line with what the event loop and the memory have been like
 * since the last one. `delayMs` is the longest delay by the clock. `busyMs` is the longest one that this process spent computing: on
 * a machine that others use too, waiting for a core is no fault of the server.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const tickMs = 5
const delay = monitorEventLoopDelay({ resolution: tickMs })
let busyMs = 0
let at = performance.now()
let used = process.cpuUsage()
let asked = 0

function tick() {
  const { user, system } = process.cpuUsage(used)
  busyMs = Math.max(busyMs, Math.min(performance.now() - at - tickMs, (user + system) / 1000))
  at = performance.now()
  used = process.cpuUsage()
}

delay.enable()
setInterval(tick, tickMs).unref()
process.on('SIGUSR2', () => {
  const told = { delayMs: Math.round(delay.max / 1e6), busyMs: Math.round(busyMs) }
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  const [heapMb, rssMb] = [heapUsed + external, rss].map(bytes => Math.round(bytes / 1e5) / 10)
  asked++
  process.stdout.write(`probe ${asked} ${JSON.stringify({ ...told, heapMb, rssMb })}\n`)
  delay.reset()
  busyMs = 0
  at = performance.now()
  used = process.cpuUsage()
})
