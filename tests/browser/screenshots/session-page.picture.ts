import type { Page } from '@playwright/test'
import { shownPage, test } from './picture'
import { sessionId, statuses } from './scenes'

async function openSession(page: Page, policy: Record<string, number> = {}): Promise<void> {
  const query = Object.entries(policy).map(([key, value]) => `policy.${key}=${value}`)
  await page.goto(`/sessions/${sessionId}?${query.join('&')}`)
  await shownPage(page)
}

const line = (page: Page, text: string) => page.locator('.connection-text', { hasText: text })

for (const name of ['queued', 'processing', 'startedAgain'] as const) {
  test(name, async ({ page, stage, picture }) => {
    stage.status = statuses[name]
    await openSession(page)
    await line(page, 'Real-time updates active').waitFor()
    await picture(name)
  })
}

for (const [name, end] of [
  ['completed', 'Finished'],
  ['failed', 'Failed'],
  ['cancelled', 'Cancelled'],
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
  await line(page, 'Connecting…').waitFor()
  await picture('connecting')
})

test('reconnecting', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  await openSession(page, { backoffBaseMs: 600_000, backoffCapMs: 600_000 })
  await line(page, 'Real-time updates active').waitFor()
  stage.cutStreams()
  await line(page, 'Reconnecting… attempt 2 of 3').waitFor()
  await picture('reconnecting')
})

test('fallback', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  stage.streams = 'refused'
  await openSession(page, { backoffBaseMs: 1 })
  await line(page, 'Fallback mode: updates every 3 s').waitFor()
  await page.getByText('Connection details').click()
  await picture('fallback')
})

test('fallback with a trial of the stream', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  stage.streams = 'refused'
  await openSession(page, { backoffBaseMs: 1, probeIntervalMs: 200 })
  await line(page, 'Fallback mode').waitFor()
  stage.streams = 'silent'
  await page.getByText('Trying real-time updates again').waitFor()
  await picture('probing')
})

test('no answer', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  stage.streams = 'refused'
  await openSession(page, { backoffBaseMs: 1, pollIntervalMs: 100 })
  await line(page, 'Fallback mode').waitFor()
  stage.statusRequests = 'refused'
  await line(page, 'The service does not answer').waitFor()
  await picture('unanswered')
})

test('a browser without EventSource', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'EventSource')
  })
  await openSession(page)
  await line(page, 'Automatic updates every 3 s').waitFor()
  await picture('old-browser')
})

test('offline', async ({ page, stage, context, picture }) => {
  stage.status = statuses.processing
  await openSession(page)
  await line(page, 'Real-time updates active').waitFor()
  await context.setOffline(true)
  stage.cutStreams()
  await line(page, 'Offline').waitFor()
  await picture('offline')
})

test('no such session', async ({ page, picture }) => {
  await openSession(page)
  await page.getByText('This transcription cannot be shown').waitFor()
  await picture('no-such-session')
})

test('a policy that cannot work', async ({ page, stage, picture }) => {
  stage.status = statuses.processing
  await page.goto(`/sessions/${sessionId}?policy.pollIntervalMs=-5`)
  await page.getByRole('alert').waitFor()
  await picture('bad-policy')
})
