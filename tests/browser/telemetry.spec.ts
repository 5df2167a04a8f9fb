import type { ConnectionMetrics } from 'transcription-status-sse'
import { adminKey } from './support/service'
import { expectConnection, expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

interface SessionHistory {
  streams: { reason: string }[]
  reports: { reason: string; state: string; metrics: ConnectionMetrics }[]
}

test('AC-4.1.1 AC-4.1.2 AC-3.2.5 an administrator learns how the connection of a page fared, from both its ends', async ({
  page,
  request,
}) => {
  await upload(page, speechLasting(4))
  await expectJob(page, 'completed')
  const sessionId = new URL(page.url()).pathname.split('/').at(-1)
  const history = async (): Promise<SessionHistory> => {
    const answer = await request.get(`/api/v1/admin/sessions/${sessionId}`, {
      headers: { authorization: `Bearer ${adminKey}` },
    })
    expect(answer.status()).toBe(200)
    return (await answer.json()) as SessionHistory
  }
  await expect.poll(async () => (await history()).reports.length).toBe(1)

  const { streams, reports } = await history()
  expect(streams.map(({ reason }) => reason)).toEqual(['completed'])
  expect(reports[0]).toMatchObject({ reason: 'ended', state: 'closed' })
  const metrics = reports[0]?.metrics
  expect(metrics?.requests).toBeLessThan(5)
  expect(metrics?.updates).toBeGreaterThan(1)
  expect(metrics?.timeIn.open).toBeGreaterThan(0)
})

test('AC-4.1.5 a user of the polling arm polls from the start, and is shown the whole job', async ({
  page,
  gateway,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(document, 'cookie', { get: () => 'a=1; transcription_arm=polling' })
  })
  await upload(page, speechLasting(4))
  await expectConnection(page, 'polling')
  await expectJob(page, 'completed')
  expect(gateway.count('stream')).toBe(0)
  expect(gateway.count('status')).toBeGreaterThan(1)
})
