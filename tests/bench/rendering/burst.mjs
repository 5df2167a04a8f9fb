import { setTimeout } from 'node:timers/promises'
import { statusAt, statusEvent } from '../ground/status.mjs'

/**
 * Writes `updates` to `stream` within `milliseconds`, the last of which ends the job: each goes off by
 * itself, at its own moment; what is late follows at once. Gives how long it took.
 */
export async function burst(stream, updates, milliseconds) {
  const start = performance.now()
  let sent = 0
  while (sent < updates) {
    const due = Math.min(updates, ((performance.now() - start) / milliseconds) * updates)
    for (; sent < due; sent += 1) {
      const isLast = sent + 1 === updates
      const progress = (100 * (sent + 1)) / updates
      const status = isLast ? 'completed' : 'processing'
      const leftMs = (100 - progress) * 100
      stream.write(statusEvent(statusAt(sent + 2, { progress, status }, { leftMs })))
    }
    await setTimeout(1)
  }
  return performance.now() - start
}
