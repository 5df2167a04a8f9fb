/** One fault, and all contestants in it at the same time. */
import { setTimeout } from 'node:timers/promises'
import { contestantsIn } from './contestants.mjs'
import { startJob } from './job.mjs'
import { serveFaults } from './server.mjs'
import { FAULTS } from './table.mjs'

/** How long a fault lasts, and how long a page is looked at from its beginning, seconds. */
export const FAULT_S = 20
export const HORIZON_S = 90

/** A status is true for so long after it was published, or for ever if it is the last. */
export const TRUE_FOR_S = 1.5

/** Streams live so long before it, as those of people do: what dies younger may be judged otherwise. */
export const BEFORE_S = 11

/** All pages begin at the same time; a busy machine takes a while. */
const PATIENCE_MS = 60_000

/**
 * `{ NAME: { requests, streams, tooSoon, seconds, asksStill } }` of each contestant in `fault`: its
 * requests while that lasted, the streams among them, those sent before a `Retry-After` had passed;
 * seconds from the fault's beginning until the page showed a true status that is newer, `null` if it did
 * not; and whether it asked for anything after the fault.
 */
export async function measure(browser, folder, fault) {
  const job = startJob()
  const watched = []
  try {
    for (const name of contestantsIn(fault)) {
      const server = await serveFaults(folder, job)
      watched.push({ name, server, context: await browser.newContext() })
    }
    await Promise.all(watched.map(look))
    await setTimeout(1000 * BEFORE_S)
    const before = await happen(fault, job, watched)
    await setTimeout(before.begun + 1000 * HORIZON_S - Date.now())
    const found = await Promise.all(watched.map((one) => foundOf(one, before, fault)))
    return Object.fromEntries(found)
  } finally {
    job.stop()
    await Promise.all(watched.flatMap(({ context, server }) => [context.close(), server.close()]))
  }
}

/** Opens the contestant's page and waits until it shows a status. */
async function look(one) {
  one.page = await one.context.newPage()
  await one.page.goto(`${one.server.origin}/main.html?client=${one.name}`)
  await one.page.locator('body[data-shown]').waitFor({ timeout: PATIENCE_MS })
}

/** Lets the fault begin between two publications, and end; when it began, and what was known then. */
async function happen(name, job, watched) {
  const fault = FAULTS[name]
  await new Promise((resolve) => job.publications.once('status', resolve))
  await setTimeout(500)
  const begun = Date.now()
  const known = job.status.sequence
  for (const { server } of watched) server.begin(fault)
  if (fault.ends) job.finish()
  await setTimeout(begun + 1000 * FAULT_S - Date.now())
  for (const { server } of watched) server.end()
  if (name === '401') {
    await Promise.all(
      watched.map(({ page }) => page.evaluate("dispatchEvent(new Event('signed-in'))")),
    )
  }
  return { begun, known }
}

async function foundOf({ name, page, server }, { begun, known }, fault) {
  const shown = await page.evaluate('shown')
  const back = shown.find(
    ({ at, sequence, status, timestamp }) =>
      at >= begun &&
      sequence > known &&
      (status === 'completed' || at - Date.parse(timestamp) <= 1000 * TRUE_FOR_S),
  )
  const end = begun + 1000 * FAULT_S
  const during = server.requests.filter(({ at }) => at >= begun && at < end)
  const waitMs = FAULTS[fault].stream.retryAfterMs ?? 0
  return [
    name,
    {
      requests: during.length,
      streams: during.filter(({ isStream }) => isStream).length,
      tooSoon: during.filter(({ at }, index) => at - during[index - 1]?.at < waitMs).length,
      seconds: back === undefined ? null : (back.at - begun) / 1000,
      asksStill: server.requests.some(({ at }) => at >= end),
    },
  ]
}
