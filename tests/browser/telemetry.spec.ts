import { expectConnection, expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

interface HealthReport {
  session_id: string
  reason: string
  state: string
  metrics: { requests: number; updates: number; timeIn: { open: number } }
}

test('AC-4.1.1 AC-4.1.2 the page reports how its connection fared, and the service takes it', async ({
  page,
}) => {
  const reported = page.waitForRequest(/\/api\/v1\/telemetry$/)
  await upload(page, speechLasting(4))
  await expectJob(page, 'completed')

  const request = await reported
  const report = request.postDataJSON() as HealthReport
  expect(page.url()).toContain(report.session_id)
  expect(report).toMatchObject({ reason: 'ended', state: 'closed' })
  expect(report.metrics.requests).toBeLessThan(5)
  expect(report.metrics.updates).toBeGreaterThan(1)
  expect(report.metrics.timeIn.open).toBeGreaterThan(0)
  const answer = await request.response()
  expect(answer?.status()).toBe(204)
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
