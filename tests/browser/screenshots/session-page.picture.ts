import { expect, type Locator, type Page } from '@playwright/test'
import { entries, inspector } from '../support/inspector'
import { shownPage, test } from './picture'
import { NOON, sessionId, statuses } from './scenes'
import type { Stage } from './stage'

async function openSession(page: Page, policy: Record<string, number> = {}): Promise<void> {
  const query = Object.entries(policy).map(([key, value]) => `policy.${key}=${value}`)
  await page.goto(`/sessions/${sessionId}?${query.join('&')}`)
  await shownPage(page)
}

/** The connection's line when it looks so, in whatever language. */
const line = (page: Page, look: string) => page.locator(`.status-card[data-look=${look}]`)

for (const name of ['queued', 'processing', 'startedAgain'] as const) {
  test(name, async ({ page, stage, picture }) => {
    stage.status = statuses[name]
    await openSession(page)
    await line(page, 'live').waitFor()
    await picture(name)
  })
}

for (const [name, end] of [
  ['completed', 'finished'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
] as const) {
  test(name, async ({ page, stage, picture }) => {
    stage.status = statuses[name]
    await openSession(page)
    await line(page, end).waitFor()
    if (name === 'completed') await page.locator('.segments').waitFor()
    await picture(name)
  })
}

test('connecting', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  stage.streams = 'silent'
  await openSession(page)
  await line(page, 'waiting').waitFor()
  await picture('connecting')
})

test('reconnecting', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  await openSession(page, { backoffBaseMs: 600_000, backoffCapMs: 600_000 })
  await line(page, 'live').waitFor()
  stage.cutStreams()
  await line(page, 'retrying').waitFor()
  await picture('reconnecting')
})

test.describe('as time is told to pass', () => {
  test.use({ time: 'stopped' })
  test.beforeEach(async ({ page }) => {
    // As if each draw of chance were the middle one.
    await page.addInitScript(() => {
      Math.random = () => 0.5
    })
  })

  test('fallback', async ({ page, stage, picture }) => {
    stage.status = statuses.processing
    stage.streams = 'refused'
    await openSession(page, { backoffBaseMs: 1 })
    await passUntil(page, line(page, 'fallback'), 1)
    await passUntil(page, fresh(page), 20)
    await page.locator('.connection-figures summary').click()
    await picture('fallback')
  })

  test('the inspector', async ({ page, stage, picture }) => {
    stage.status = statuses.processing
    await openSession(page)
    await line(page, 'live').waitFor()
    await inspector(page).locator('summary').click()
    await passUntil(page, inspector(page).getByRole('radio').first(), 100)
    // However long that took.
    await page.clock.pauseAt(NOON + 15_000)
    stage.streams = 'refused'
    stage.cutStreams()
    await answered(page, 2)
    await secondsLater(page, stage, 17)
    await secondsLater(page, stage, 20)
    await state(page, 'polling').waitFor()
    await answered(page, 5)
    await passUntil(page, fresh(page), 20)
    await page.clock.pauseAt(NOON + 22_000)
    await picture('inspector')
  })
})

const state = (page: Page, name: string): Locator =>
  inspector(page).locator(`[data-connection=${name}]`)

/** The status that was asked for so came before more time passes: the timeline has the time of each. */
const answered = (page: Page, generation: number): Promise<void> =>
  entries(page)
    .filter({ hasText: `response ${generation} 200` })
    .waitFor()

/** To so many seconds past noon, when the next stream is long due; it is asked for. */
async function secondsLater(page: Page, stage: Stage, seconds: number): Promise<void> {
  await state(page, 'backoff').waitFor()
  const asked = stage.streamsAsked
  await page.clock.pauseAt(NOON + seconds * 1000)
  await expect.poll(() => stage.streamsAsked).toBe(asked + 1)
}

/** The page has heard from the service since it lost its stream. */
const fresh = (page: Page): Locator => page.locator('.status-card[data-stale=false]')

/** Let so many milliseconds pass at a time, until it is there. */
async function passUntil(page: Page, there: Locator, stepMs: number): Promise<void> {
  await expect(async () => {
    await page.clock.runFor(stepMs)
    await expect(there).toBeVisible({ timeout: 300 })
  }).toPass()
}

test('fallback with a trial of the stream', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  stage.streams = 'refused'
  await openSession(page, { backoffBaseMs: 1, probeIntervalMs: 200 })
  await line(page, 'fallback').waitFor()
  stage.streams = 'silent'
  await expect.poll(() => stage.heldStreams).toBe(1)
  await picture('probing')
})

test('no answer', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  stage.streams = 'refused'
  await openSession(page, { backoffBaseMs: 1, pollIntervalMs: 100 })
  await line(page, 'fallback').waitFor()
  stage.statusRequests = 'refused'
  await line(page, 'unanswered').waitFor()
  await picture('unanswered')
})

test('a browser without EventSource', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'EventSource')
  })
  await openSession(page)
  await line(page, 'steady').waitFor()
  await picture('old-browser')
})

test('offline', async ({ page, stage, context, picture }) => {
  stage.status = statuses.processing
  await openSession(page)
  await line(page, 'live').waitFor()
  await context.setOffline(true)
  stage.cutStreams()
  await line(page, 'offline').waitFor()
  await picture('offline')
})

test('no such session', async ({ page, picture }) => {
  await openSession(page)
  await line(page, 'stopped').waitFor()
  await picture('no-such-session')
})

test('a policy that cannot work', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  await page.goto(`/sessions/${sessionId}?policy.pollIntervalMs=-5`)
  await page.getByRole('alert').waitFor()
  await picture('bad-policy')
})

test('a transcript that is played', async ({ page, stage, picture }) => {
  stage.status = statuses.completed
  await openSession(page)
  await page.locator('[data-word]').nth(8).click()
  await page.locator('[data-spoken]').waitFor()
  // Wherever it had come to: the picture is of one moment.
  await page.locator('audio').evaluate(async (player: HTMLAudioElement) => {
    player.pause()
    await new Promise((resolve) => {
      player.addEventListener('seeked', resolve, { once: true })
      player.currentTime = 8
    })
  })
  await page.keyboard.press('Tab')
  await picture('playing')
})

test('a recording that is not kept any more', async ({ page, stage, picture }) => {
  stage.status = statuses.failed
  stage.recording = 'gone'
  await openSession(page)
  await line(page, 'failed').waitFor()
  await picture('recording-gone')
})
