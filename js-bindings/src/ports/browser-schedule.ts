/** setTimeout takes a signed 32-bit integer and fires at once for anything longer. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

/** Calls `run` once after `delayMs`, or a little later; returns what cancels it. */
export function schedule(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_TIMEOUT))
  return () => clearTimeout(timer)
}
