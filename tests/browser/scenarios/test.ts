import { expect as baseExpect, test as base, type TestInfo } from '@playwright/test'
import type { Engine, EngineName, Profile, Tab } from '../engines/engine'
import { startEngine } from '../engines/start'
import type { ReportingWindow } from '../support/documents'
import { FaultyProxy } from '../support/faulty-proxy'
import { fieldPage, longSpeech } from '../support/field'
import { createJob, type Job } from '../support/job'
import { serviceOrigin } from '../support/test'
import { witness } from '../support/witness'
import { FieldPage } from './field-page'
import { SessionPage } from './session-page'

export interface EngineOption {
  /** Which engine a project's scenarios run in. */
  engineName: EngineName
}

interface WorkerFixtures {
  engine: Engine
}

interface Fixtures {
  /** The proxy between this test's browser and the service. */
  gateway: FaultyProxy
  /** What pages may report of themselves: nothing, unless a test says otherwise. */
  expectedFaults: RegExp | null
  profile: Profile
  tab: Tab
  /** The demo, in that tab. */
  session: SessionPage
  /** The page that shows what the hook gives, in that tab. */
  view: FieldPage
  /** A job of this profile's user that runs longer than the test; it is cancelled at the end. */
  job: Job
}

export const test = base.extend<Fixtures, WorkerFixtures & EngineOption>({
  engineName: ['chromium', { option: true, scope: 'worker' }],

  engine: [
    async ({ engineName }, use) => {
      const engine = await startEngine(engineName)
      await use(engine)
      await engine.close()
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  expectedFaults: [null, { option: true }],

  // The first argument names the fixtures that this one needs, and Playwright wants to see braces.
  // eslint-disable-next-line no-empty-pattern
  gateway: async ({}, use) => {
    const gateway = await startGateway(serviceOrigin())
    await use(gateway)
    await gateway.stop()
  },

  profile: async ({ engine, gateway, expectedFaults }, use, info) => {
    const profile = await engine.newProfile()
    const tabs: Tab[] = []
    const newTab = async (): Promise<Tab> => {
      const tab = await profile.newTab()
      tabs.push(tab)
      return tab
    }
    await use({ ...profile, newTab })
    for (const tab of tabs) await lastWords(tab, info)
    await profile.close()
    const unexpected = gateway.documents.faults.filter((fault) => !expectedFaults?.test(fault))
    expect(unexpected, 'faults of the page').toEqual([])
  },

  tab: async ({ profile }, use) => {
    await use(await profile.newTab())
  },

  session: async ({ tab, gateway }, use, info) => {
    await use(new SessionPage(tab, gateway.origin, info.outputDir))
  },

  view: async ({ tab, gateway }, use) => {
    await use(new FieldPage(tab, gateway.origin))
  },

  job: async ({ gateway, request }, use) => {
    const job = await createJob(request, serviceOrigin(), longSpeech())
    gateway.documents.giveCookies((await request.storageState()).cookies)
    await use(job)
    await job.end()
  },
})

export const expect = baseExpect

/** A gateway whose pages tell what they show and what goes wrong in them. */
export async function startGateway(service: string): Promise<FaultyProxy> {
  const gateway = await FaultyProxy.start(service, fieldPage())
  gateway.documents.collectFaults()
  gateway.documents.beforeLoad(witness)
  return gateway
}

/** What the tab has still to report, and its picture if the test has failed. */
async function lastWords(tab: Tab, info: TestInfo): Promise<void> {
  try {
    await tab.evaluate(() => (window as Partial<ReportingWindow>).faultsReported?.())
    if (info.status === info.expectedStatus) return
    await info.attach('text', { body: await tab.evaluate(() => document.body.innerText) })
    // WebKitGTK (2.50) waits for ever for the picture of a tab behind others.
    if (await tab.evaluate(() => document.visibilityState === 'hidden')) return
    await info.attach('page', { body: await tab.screenshot(), contentType: 'image/png' })
  } catch {
    // The test has closed it.
  }
}
