/** All of `npm run start:redis` behind nginx, watched from a browser while parts of it are killed. */
import { expect, test } from '@playwright/test'
import { startCluster, type Cluster } from './support/cluster'
import {
  expectJob,
  expectProgressAbove,
  progressBar,
  statusCard,
  upload,
} from './support/session-page'
import { speechLasting } from './support/speech'
import { shownBy, watchStatusCard, type Shown } from './support/witness'

const VICTIMS: Record<string, string[]> = {
  'the workers': ['worker-1', 'worker-2'],
  'an API process': ['api-1'],
  'all API processes': ['api-1', 'api-2'],
  Redis: ['redis'],
}

let cluster: Cluster

test.beforeAll(async () => {
  cluster = await startCluster()
})

test.afterAll(async () => {
  await cluster.stop()
})

for (const [what, names] of Object.entries(VICTIMS)) {
  test(`AC-1.3.4 AC-2.3.1 the page ends at the true final status, killed in mid-job: ${what}`, async ({
    page,
  }) => {
    await watchStatusCard(page)
    await upload(page, speechLasting(24), cluster.url)
    await expectProgressAbove(page, 10)
    cluster.kill(names)
    await expectJob(page, 'completed')

    await expect(progressBar(page)).toHaveAttribute('aria-valuenow', '100')
    const answer = await page.request.get(`${cluster.url}/api/v1${new URL(page.url()).pathname}`)
    const { status } = (await answer.json()) as { status: Shown }
    expect(status.status).toBe('completed')
    await expect(statusCard(page)).toHaveAttribute('data-sequence', String(status.sequence))
    expectInOrder(await shownBy(page))
  })
}

/** Within the life of a store, no status came after a newer one. */
function expectInOrder(shown: readonly Shown[]): void {
  for (const [at, now] of shown.slice(1).entries()) {
    const before = shown[at]
    if (before?.epoch === now.epoch) expect(now.sequence).toBeGreaterThanOrEqual(before.sequence)
  }
  // An epoch that has passed never comes back.
  const epochs = shown.map(({ epoch }) => epoch).filter((epoch, at, all) => epoch !== all[at - 1])
  expect(new Set(epochs).size).toBe(epochs.length)
}
