import type { Page } from '@playwright/test'

/** A page whose visibility the test decides, from before it is loaded. */
export async function controlVisibility(
  page: Page,
): Promise<(to: DocumentVisibilityState) => Promise<void>> {
  await page.addInitScript(() => {
    let state: DocumentVisibilityState = 'visible'
    Object.defineProperty(document, 'visibilityState', { get: () => state })
    Object.assign(window, {
      turn: (to: DocumentVisibilityState) => {
        state = to
        document.dispatchEvent(new Event('visibilitychange'))
      },
    })
  })
  return (to) =>
    page.evaluate((state) => {
      ;(window as unknown as { turn: (state: DocumentVisibilityState) => void }).turn(state)
    }, to)
}
