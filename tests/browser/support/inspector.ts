import { expect, type Locator, type Page } from '@playwright/test'

export const inspector = (page: Page): Locator => page.locator('.inspector')

/** Open the connection inspector on a session's page, with its switches. */
export async function openInspector(page: Page): Promise<void> {
  await inspector(page).locator('summary').click()
  await expect(faultSwitch(page, 'Well again')).toBeVisible()
}

/** One of the ways in which the server can be made to misbehave. */
export const faultSwitch = (page: Page, name: string): Locator =>
  inspector(page).getByRole('radio', { name: new RegExp(`^${name}`) })

/** Entries of the timeline, newest first. */
export const entries = (page: Page): Locator => inspector(page).locator('[data-part=entry]')

/** Wait until the timeline gives this reason for a decision. */
export async function expectReason(page: Page, reason: string | RegExp): Promise<void> {
  await expect(
    entries(page).locator('[data-part=reason]').filter({ hasText: reason }).first(),
  ).toBeAttached()
}

/** What the state chart shows as the current state. */
export const currentState = (page: Page): Locator =>
  inspector(page).locator('[data-part=state][data-current=true]')
