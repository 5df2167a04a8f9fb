/** One job, watched by all contestants at once, in time that passes when it is told to. */
import { setTimeout } from 'node:timers/promises'
import { countingWay } from './proxy.mjs'

/** What the service's clock shows first; the pages' do too. */
const START = new Date('2026-01-01T12:00:00Z')

/** In real time: what a stream brings is there long before; what is not, comes later in the clock, too. */
const STREAM_MS = 300

/** In real time, for an answer. */
const PATIENCE_MS = 10_000

/**
 * `{ NAME: { requests, bytes, latencyS: { mean, most } } }` of a job of `workS` seconds. Time passes in steps
 * of `stepS`: first at the service, then in the pages.
 */
export async function watch({ browser, service, names, workS, stepS, tell }) {
  const [token, id] = await service.ask('make')
  const visits = await Promise.all(
    names.map((name) => arrive({ browser, service, name, token, id })),
  )
  try {
    await service.ask('begin', { session_id: id, work_s: workS })
    const publishedAt = new Map()
    let newest = { sequence: 0 }
    let isOver = false
    for (let atS = 0; !isOver; atS += stepS) {
      const status = await service.ask('advance', { session_id: id, seconds: stepS })
      for (let one = newest.sequence + 1; one <= status.sequence; one += 1)
        publishedAt.set(one, atS)
      newest = status
      await Promise.all(visits.map((visit) => visit.step(newest.sequence, atS, stepS)))
      isOver =
        newest.status === 'completed' && visits.every(({ shown }) => shown === newest.sequence)
      if (atS > workS + 60) {
        const shown = visits.map(({ name, shown }) => `${name} shows ${shown}`)
        throw new Error(`expected ${newest.sequence}, the last, on each page: ${shown.join(', ')}`)
      }
      if (Math.floor(atS / 600) < Math.floor((atS + stepS) / 600)) {
        tell(`${Math.round((atS + stepS) / 60)} minutes of it`)
      }
    }
    return Object.fromEntries(visits.map((visit) => [visit.name, visit.told(publishedAt)]))
  } finally {
    await Promise.all(visits.map(({ leave }) => leave()))
  }
}

/** A page that follows the session, from its first request on. */
async function arrive({ browser, service, name, token, id }) {
  const way = await countingWay(service.hello.port)
  const context = await browser.newContext()
  await context.addCookies([{ name: 'transcription_login', value: token, url: way.origin }])
  const page = await context.newPage()
  await page.clock.install({ time: START })
  await page.goto(`${way.origin}/${name}.html`)
  await page.locator('body[data-ready]').waitFor({ state: 'attached' })
  const before = way.bytes()
  let requests = 0
  let waiting = 0
  let isStreaming = false
  page.on('request', (request) => {
    requests += 1
    if (request.url().includes('/status/stream')) isStreaming = true
    else waiting += 1
  })
  const ended = (request) => {
    if (request.url().includes('/status/stream')) isStreaming = false
    else waiting -= 1
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  await page.evaluate(`follow(${JSON.stringify(id)})`)
  /** Second at which the page came to show a number, by number. */
  const shownAt = new Map()
  let shown = 0
  const look = async (atS) => {
    shown = Number(await page.evaluate('document.body.dataset.shown ?? 0'))
    if (!shownAt.has(shown)) shownAt.set(shown, atS)
  }
  return {
    name,
    get shown() {
      return shown
    },
    async step(newest, atS, stepS) {
      await until(async () => {
        await look(atS)
        return !isStreaming || shown >= newest
      }, STREAM_MS)
      await page.clock.runFor(stepS * 1000)
      if (!(await until(() => waiting === 0, PATIENCE_MS))) {
        throw new Error(`${name}: expected an answer within ${PATIENCE_MS / 1000} s`)
      }
      await look(atS + stepS)
    },
    told: (publishedAt) => ({
      requests,
      bytes: way.bytes() - before,
      updates: publishedAt.size,
      latencyS: latencyOf(publishedAt, shownAt),
    }),
    async leave() {
      await context.close()
      await way.close()
    },
  }
}

/** Waits in real time, no longer than `patienceMs`; whether it came to be so. */
async function until(isSo, patienceMs) {
  const end = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > end) return false
    await setTimeout(2)
  }
  return true
}

/** How long each update, or a newer one, was waited for: mean and most, in seconds. */
function latencyOf(publishedAt, shownAt) {
  const shown = [...shownAt].sort(([one], [other]) => one - other)
  const late = [...publishedAt].map(([sequence, at]) =>
    Math.max(0, shown.find(([one]) => one >= sequence)[1] - at),
  )
  return { mean: late.reduce((sum, one) => sum + one, 0) / late.length, most: Math.max(...late) }
}
