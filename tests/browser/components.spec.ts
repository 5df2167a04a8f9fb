import type { BurstWindow } from './gallery-page/burst-source'
import { scenes } from './gallery-page/scenes'
import { expectAccessible } from './support/accessible'
import { expect, test } from './support/gallery'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ar'] as const) {
    test.describe(`${colorScheme}, ${language}`, () => {
      test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } })

      test('axe finds nothing in any state of the components', async ({ page, gallery }) => {
        await gallery.open(language)
        await expect(page.locator('.scene')).toHaveCount(Object.keys(scenes).length)
        await expectAccessible(page)
      })

      test('nothing is cut off on a narrow screen', async ({ page, gallery }) => {
        await page.setViewportSize({ width: 320, height: 640 })
        await gallery.open(language)
        const cut = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement
          const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')]
          return {
            page: scrollWidth - clientWidth,
            parts: parts
              .filter(
                (part) => !['bar', 'fill', 'announcement'].includes(part.dataset['part'] ?? ''),
              )
              .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
              .map((part) => part.outerHTML),
          }
        })
        expect(cut).toEqual({ page: 0, parts: [] })
      })
    })
  }
}

test('AC-2.2.1 the bar grows from the start of the line, in either direction', async ({
  page,
  gallery,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const language of ['en', 'ar'] as const) {
    await gallery.open(language, 'live')
    const [bar, fill] = await Promise.all(
      ['bar', 'fill'].map((part) => page.locator(`[data-part=${part}]`).boundingBox()),
    )
    if (bar == null || fill == null) throw new Error('Expected a bar and its fill.')
    // What is seen of the fill, which the bar cuts off.
    const seen = language === 'en' ? fill.x + fill.width - bar.x : bar.x + bar.width - fill.x
    expect(Math.round((seen * 100) / bar.width)).toBe(42)
  }
})

test('the bar is moved by a transition of its pace, and by none with reduced motion', async ({
  page,
  gallery,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await gallery.open('en', 'live')
  await page.locator('[data-part=bar]').evaluate((bar) => {
    bar.style.setProperty('--tss-pace', '700ms')
  })
  const transition = () =>
    page.locator('[data-part=fill]').evaluate((fill) => {
      const { transitionProperty, transitionDuration } = getComputedStyle(fill)
      return { transitionProperty, transitionDuration }
    })
  expect(await transition()).toEqual({
    transitionProperty: 'transform',
    transitionDuration: '0.7s',
  })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect((await transition()).transitionProperty).toBe('none')
})

test('a page can force its scheme, and set each colour', async ({ page, gallery }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await gallery.open('en', 'live')
  const card = page.locator('[data-part=transcription-progress]')
  const surface = () => card.evaluate((element) => getComputedStyle(element).backgroundColor)
  const light = await surface()
  await card.evaluate((element) => {
    element.style.setProperty('--tss-color-scheme', 'dark')
  })
  const dark = await surface()
  expect(dark).not.toBe(light)
  await page.evaluate(() => {
    document.documentElement.style.setProperty('--tss-surface', 'rgb(1, 2, 3)')
  })
  expect(await surface()).toBe('rgb(1, 2, 3)')
})

test('the button to try again is reached and pressed by keyboard', async ({ page, gallery }) => {
  await gallery.open('en', 'not-found')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused()
})

test('AC-2.3.5 a burst of 1,000 updates is committed at most once per frame, and its end at once', async ({
  page,
}) => {
  await page.goto('/?burst')
  await expect(page.locator('section[data-connection=open]')).toBeVisible()
  const { updates, commitsPerFrame, endsIn } = await page.evaluate(() =>
    (window as unknown as BurstWindow).burst.run(1_000),
  )
  // The end of a job is never held back for a frame, so that one may have a commit more.
  const allowed = commitsPerFrame.map((_, frame) => (frame === endsIn ? 2 : 1))
  expect(commitsPerFrame.filter((commits, frame) => commits > (allowed[frame] ?? 0))).toEqual([])
  // Otherwise this would prove nothing.
  expect(commitsPerFrame.length).toBeGreaterThan(1)
  const card = page.locator('[data-part=transcription-progress]')
  await expect(card).toHaveAttribute('data-sequence', String(updates))
  await expect(card).toHaveAttribute('data-look', 'finished')
  await expect(page.locator('[data-part=message]')).toHaveText('Your transcript is ready.')
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100')
})
