import { statusesShown } from './support/expectations'
import { expectJob, statusCard } from './support/session-page'
import { expect, test } from './support/test'
import { shownBy } from './support/witness'

const id = '7d3b8f1c-0f0a-4b57-9f50-6f8f6f0f2a11'
const updates = 1_000

/** One of very many statuses; the last is the end. */
function status(sequence: number): Record<string, unknown> {
  const isEnd = sequence === updates
  return {
    session_id: id,
    epoch: '1',
    sequence,
    attempt: 1,
    status: isEnd ? 'completed' : 'processing',
    progress: Math.floor((100 * sequence) / updates),
    message: `Update ${sequence}`,
    timestamp: new Date(Date.UTC(2026, 0, 1) + sequence).toISOString(),
    estimated_completion: null,
    error: null,
    statistics: {
      audio_seconds: updates,
      processed_seconds: sequence,
      segments_done: sequence,
      segments_total: updates,
      words: sequence,
      realtime_factor: 0.1,
    },
  }
}

test('AC-2.3.4 AC-2.3.5 a thousand updates at once are shown frame by frame, the end and its figures among them', async ({
  page,
}) => {
  const events = Array.from({ length: updates }, (_, at) => status(at + 1)).map(
    (update) => `event: status\ndata: ${JSON.stringify(update)}\n\n`,
  )
  await page.route(`**/api/v1/sessions/${id}**`, (route) =>
    route.fulfill({
      json: {
        session_id: id,
        file_name: 'speech.wav',
        status: status(updates),
        urls: { audio: null, retry: null },
      },
    }),
  )
  await page.route('**/transcript.json', (route) =>
    route.fulfill({ json: { language: 'en-US', segments: [] } }),
  )
  await page.route('**/status/stream**', (route) =>
    route.fulfill({ contentType: 'text/event-stream', body: events.join('') }),
  )
  await page.addInitScript(() => {
    const counted = { frames: 0 }
    const count = (): void => {
      counted.frames += 1
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
    Object.assign(window, { counted })
  })
  await page.goto(`/sessions/${id}`)
  await expectJob(page, 'completed')
  await expect(statusCard(page)).toHaveAttribute('data-sequence', `${updates}`)
  await expect(page.getByLabel('Statistics')).toContainText('1,000')

  const shown = statusesShown(await shownBy(page))
  const { frames } = await page.evaluate(
    () => (window as unknown as { counted: { frames: number } }).counted,
  )
  expect(shown.at(-1)).toMatchObject({ status: 'completed', progress: 100, sequence: updates })
  // The first comes at once, and the end waits for no frame.
  expect(shown.length).toBeLessThanOrEqual(frames + 2)
  expect(shown.length).toBeLessThan(updates / 10)
})
