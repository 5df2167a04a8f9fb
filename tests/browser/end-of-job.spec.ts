/** How those who look elsewhere learn of a job: title, icon, notification. */
import type { Page } from '@playwright/test'
import { holdRecogniser, recogniserOf, sessionIdOf } from './support/recogniser'
import { expectJob, expectProgressAbove, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

interface Watched {
  asked: number
  shown: { title: string; body?: string; tag?: string }[]
  isHidden: boolean
}

/** Notifications that are only noted down, and a page whose visibility the test decides. */
async function watchNotifications(
  page: Page,
  permission: NotificationPermission,
  isBefore: NotificationPermission = 'default',
): Promise<void> {
  await page.addInitScript(
    ([answer, before]) => {
      const watched: Watched = { asked: 0, shown: [], isHidden: false }
      class Noted extends EventTarget {
        static permission = before
        static requestPermission(): Promise<NotificationPermission> {
          watched.asked += 1
          Noted.permission = answer
          return Promise.resolve(answer)
        }
        constructor(title: string, options: NotificationOptions) {
          super()
          // Without permission a browser makes one and shows it to nobody.
          if (Noted.permission === 'granted') watched.shown.push({ title, ...options })
        }
      }
      Object.assign(window, { watched, Notification: Noted })
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => (watched.isHidden ? 'hidden' : 'visible'),
      })
    },
    [permission, isBefore] as const,
  )
}

/** Chrome on Android: the permission can be had, but only service workers can make notifications. */
async function forbidMaking(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.Notification = new Proxy(window.Notification, {
      construct: () => {
        throw new TypeError('Illegal constructor.')
      },
    })
  })
}

const watched = (page: Page): Promise<Watched> =>
  page.evaluate(() => (window as unknown as { watched: Watched }).watched)

const hide = (page: Page): Promise<void> =>
  page.evaluate(() => {
    ;(window as unknown as { watched: Watched }).watched.isHidden = true
  })

const notifySwitch = 'Notify me when it is done'

test.describe('a notification at the end of a job', () => {
  test('AC-2.3.4 comes to a hidden page whose user asked for it, and is asked for by nothing else', async ({
    page,
  }) => {
    await watchNotifications(page, 'granted')
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    expect((await watched(page)).asked).toBe(0)
    await page.getByRole('switch', { name: notifySwitch }).click()
    await expect(page.getByRole('switch', { name: notifySwitch })).toBeChecked()
    await hide(page)
    recogniser.goOn()
    await expectJob(page, 'completed')
    const { asked, shown } = await watched(page)
    expect(asked).toBe(1)
    expect(shown).toEqual([
      expect.objectContaining({
        title: 'Your transcript is ready.',
        body: 'speech.wav',
        tag: sessionIdOf(page),
      }),
    ])
    await expect(page.getByRole('switch')).toHaveCount(0)
  })

  for (const [what, isAskedFor, isHidden] of [
    ['a page that is seen', true, false],
    ['a user who did not ask for it', false, true],
  ] as const) {
    test(`AC-2.3.4 does not come to ${what}`, async ({ page }) => {
      await watchNotifications(page, 'granted')
      await upload(page, speechLasting(12))
      const recogniser = await holdRecogniser(page)
      if (isAskedFor) await page.getByRole('switch', { name: notifySwitch }).click()
      if (isHidden) await hide(page)
      recogniser.goOn()
      await expectJob(page, 'completed')
      expect((await watched(page)).shown).toEqual([])
    })
  }

  test('AC-2.2.5 where it is not allowed, the page says what to do; where there is none, nothing', async ({
    page,
  }) => {
    await watchNotifications(page, 'denied')
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    await page.getByRole('switch', { name: notifySwitch }).click()
    await expect(page.getByText('Your browser does not allow it.')).toBeVisible()
    await expect(page.getByRole('switch', { name: notifySwitch })).not.toBeChecked()

    await page.addInitScript(() => {
      Reflect.deleteProperty(window, 'Notification')
    })
    await page.reload()
    await expectJob(page, 'processing')
    await expect(page.getByRole('switch')).toHaveCount(0)
    recogniser.goOn()
  })

  test('AC-2.2.5 is not offered where pages cannot make one; one that fails in the end is told', async ({
    page,
  }) => {
    await watchNotifications(page, 'granted')
    await forbidMaking(page)
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await expect(page.getByRole('switch')).toHaveCount(0)

    // Whoever has allowed it already cannot be asked by trying.
    await watchNotifications(page, 'granted', 'granted')
    await forbidMaking(page)
    await page.reload()
    await page.getByRole('switch', { name: notifySwitch }).click()
    await expect(page.getByRole('switch', { name: notifySwitch })).toBeChecked()
    await hide(page)
    recogniser.goOn()
    await expectJob(page, 'completed')
    await expect(page.getByText('Your browser did not show the notification.')).toBeVisible()
  })
})

test('AC-2.2.1 AC-2.3.4 the icon shows the progress and the end, and is the usual one elsewhere', async ({
  page,
}) => {
  const icon = async (): Promise<string> =>
    decodeURIComponent((await page.locator('link[rel=icon]').getAttribute('href')) ?? '')
  await upload(page, speechLasting(45))
  const recogniser = await recogniserOf(sessionIdOf(page))
  await expectProgressAbove(page, 0)
  await expect.poll(icon).toMatch(/^data:image\/svg\+xml,.*stroke-dasharray="\d+ 100"/)
  await expect(page).toHaveTitle(/^\d+% · speech\.wav$/)

  recogniser.breakDown()
  await expectJob(page, 'failed')
  await expect(page).toHaveTitle('Failed · speech.wav')
  await expect.poll(icon).toMatch(/^data:(?!.*dasharray)/)

  await page.getByRole('link', { name: 'New transcription' }).click()
  await expect.poll(icon).toMatch(/\/favicon\.svg$/)
})
