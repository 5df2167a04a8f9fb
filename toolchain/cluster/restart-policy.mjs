/** When a process that died is started again. */

/** It began well if it lived this long. */
const QUICK_MS = 5_000
const FIRST_MS = 250
const CAP_MS = 4_000
const PATIENCE = 6

/**
 * Counts deaths of one process: told how long it had lived, gives the pause before the next start in
 * milliseconds, or null when it died at once for the sixth time in a row.
 */
export function restartPolicy() {
  let quickDeaths = 0
  return (livedMs) => {
    quickDeaths = livedMs < QUICK_MS ? quickDeaths + 1 : 0
    if (quickDeaths === PATIENCE) return null
    return Math.min(CAP_MS, FIRST_MS * 2 ** Math.max(0, quickDeaths - 1))
  }
}
