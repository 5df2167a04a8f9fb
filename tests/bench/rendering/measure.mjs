/** One burst on one fresh page. */

/** Seconds of the page's main thread, by Chromium's own count. */
const TIMES = {
  mainThread: ['TaskDuration'],
  script: ['ScriptDuration'],
  layout: ['LayoutDuration', 'RecalcStyleDuration'],
}

/** Updates of the burst, the last of which ends the job. */
export const UPDATES = 1000

/** How long the burst takes. */
export const BURST_MS = 1000

/**
 * `{ commits, mostInAFrame, frames, renderingMs, showsEnd, mainThreadMs, scriptMs, layoutMs, burstMs }`
 * of the page that `hook` keeps up to date, from the first update of the burst until two frames after the
 * page showed the job's end.
 */
export async function measure(browser, server, hook) {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    await page.goto(`${server.origin}/?hook=${hook}`)
    await page.locator('body[data-shown=processing]').waitFor()
    // What the start left to do is not the burst's.
    await page.evaluate('rendering.idle()')
    await page.evaluate('rendering.begin()')
    const before = await times(devtools)
    const burstMs = await server.burst(UPDATES, BURST_MS)
    await page.locator('body[data-shown=completed]').waitFor()
    await page.evaluate('rendering.twoFrames()')
    const after = await times(devtools)
    const told = await page.evaluate('rendering.told()')
    const spent = Object.keys(TIMES).map((name) => [
      `${name}Ms`,
      1000 * (after[name] - before[name]),
    ])
    return { ...told, ...Object.fromEntries(spent), burstMs }
  } finally {
    await context.close()
  }
}

async function times(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const value = (wanted) => metrics.find(({ name }) => name === wanted).value
  return Object.fromEntries(
    Object.entries(TIMES).map(([name, parts]) => [
      name,
      parts.reduce((sum, part) => sum + value(part), 0),
    ]),
  )
}
