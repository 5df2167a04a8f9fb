/** One burst on one fresh page. */
import { errors } from '@playwright/test'
import { withFreshPage } from '../ground/pages.mjs'
import { burst } from './burst.mjs'

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

/** A page that shows no end within so many milliseconds after the burst has lost it. */
const PATIENCE_MS = 10_000

/**
 * `{ commits, mostInAFrame, frames, renderingMs, showsEnd, mainThreadMs, scriptMs, layoutMs, burstMs }`
 * of the page that `hook` keeps up to date, from the first update of the burst until two frames after the
 * page showed the job's end, or after it was waited for in vain.
 */
export const measure = (browser, server, hook) =>
  withFreshPage(browser, async (page, devtools) => {
    await devtools.send('Performance.enable')
    await page.goto(`${server.origin}/main.html?hook=${hook}`)
    await page.locator('body[data-shown=processing]').waitFor()
    // What the start left to do is not the burst's.
    await page.evaluate('rendering.idle()')
    await page.evaluate('rendering.begin()')
    const before = await times(devtools)
    const burstMs = await burst(server.stream(), UPDATES, BURST_MS)
    await shown(page, 'completed')
    await page.evaluate('rendering.twoFrames()')
    const after = await times(devtools)
    const told = await page.evaluate('rendering.told()')
    const spent = Object.keys(TIMES).map((name) => [
      `${name}Ms`,
      1000 * (after[name] - before[name]),
    ])
    return { ...told, ...Object.fromEntries(spent), burstMs }
  })

/** Waits until the page shows `status`, but not for ever. */
async function shown(page, status) {
  const waited = page.locator(`body[data-shown=${status}]`).waitFor({ timeout: PATIENCE_MS })
  await waited.catch((error) => {
    if (!(error instanceof errors.TimeoutError)) throw error
  })
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
