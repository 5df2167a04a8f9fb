/** One line for each step of work: what was done and how long it took. */

/** 0.4 s, 12 s, 3 min 05 s */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

/**
 * Announces `title`, does `work`, prints how long it took, gives back what `work` gave.
 * If `work` resolves to a string, the string closes the line.
 */
export async function step(title, work) {
  const start = performance.now()
  console.log(`· ${title} …`)
  const result = await work()
  const note = typeof result === 'string' ? `: ${result}` : ''
  console.log(`✓ ${title}${note} (${formatDuration(performance.now() - start)})`)
  return result
}
