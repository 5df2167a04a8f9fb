import type { Page } from '@playwright/test'

/** Let requests to `url` go out, but no further, until what this gives is called. */
export async function holdAnswers(page: Page, url: string | RegExp): Promise<() => void> {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(url, async (route) => {
    await released
    // The page may have given up on it, or be gone.
    await route.fallback().catch(() => undefined)
  })
  return release
}
