import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test'
import { adminKey, servicePython, startService, type RunningService } from './service'

const root = resolve(import.meta.dirname, '../../..')
const pollingPercent = '30'

/**
 * A service with a made-up history of a week, the same each time but for when it ends: now, or at
 * noon on the first day of 2026.
 */
export function startSeededService(
  sessions: number,
  until: 'now' | '2026-01-01T12:00:00Z' = 'now',
): Promise<RunningService> {
  const fill = (dataFolder: string): void => {
    const { status, stderr } = spawnSync(
      servicePython(),
      [
        join(root, 'tests/server/seed_history.py'),
        dataFolder,
        ...['--sessions', `${sessions}`, '--days', '6', '--until', until],
        ...['--polling-percent', pollingPercent],
      ],
      { env: { ...process.env, PYTHONPATH: join(root, 'demo-web/server') }, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`No history could be made up:\n${stderr}`)
  }
  return startService(fill, {
    EXPERIMENT_POLLING_PERCENT: pollingPercent,
    // However long ago it ended.
    HISTORY_DAYS: '100000',
  })
}

/** Show the key on the page that asks for it. */
export async function signIn(page: Page, key = adminKey): Promise<void> {
  await page.getByLabel('Administration key').fill(key)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** The dashboard of this service, as an administrator sees it. */
export async function openDashboard(page: Page, origin: string, query = ''): Promise<void> {
  await becomeAdministrator(page, origin)
  await page.goto(`${origin}/admin${query}`)
  await expect(section(page, 'overview')).toBeVisible()
}

/** As `signIn`, without the page; in any language. */
export async function becomeAdministrator(page: Page, origin: string): Promise<void> {
  // The page brings the login that is appointed.
  await page.goto(`${origin}/admin`)
  const answer = await page.request.post(`${origin}/api/v1/auth/admin`, {
    data: { key: adminKey },
  })
  expect(answer.status()).toBe(204)
}

export const section = (page: Page, name: string): Locator =>
  page.locator(`[data-section="${name}"]`)

/** All sections have been in view and have their figures. */
export async function expectAllLoaded(page: Page): Promise<void> {
  const sections = page.locator('[data-section]')
  await expect(sections).not.toHaveCount(0)
  for (const one of await sections.all()) {
    await one.scrollIntoViewIfNeeded()
    await expect(one.locator('.section-body')).toBeVisible()
    await expect(one).toHaveAttribute('aria-busy', 'false')
  }
}

/** What the API answers, to compare with what the page shows. */
export async function answerOf<Answer>(
  request: APIRequestContext,
  origin: string,
  question: string,
): Promise<Answer> {
  const answer = await request.get(`${origin}/api/v1/admin/${question}`, {
    headers: { authorization: `Bearer ${adminKey}` },
  })
  expect(answer.status()).toBe(200)
  return (await answer.json()) as Answer
}
