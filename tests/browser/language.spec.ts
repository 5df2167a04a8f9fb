import type { Page } from '@playwright/test'
import { progress as arabic } from '../../demo-web/src/language/arabic/progress'
import { holdAnswers } from './support/hold-answers'
import { holdRecogniser } from './support/recogniser'
import { chooseFile, expectConnection, expectJob, statusCard, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test } from './support/test'

/** Whether the page has asked for anything that only Arabic needs. */
function arabicAskedForBy(page: Page): () => boolean {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  return () => asked.some((path) => /\/assets\/(arabic|noto-sans-arabic)-/.test(path))
}

const speakArabic = (page: Page): Promise<unknown> =>
  page.locator('select').selectOption({ label: 'العربية' })

test.describe('in an English browser', () => {
  test('AC-2.2.5 the page is English, asks for nothing of another language, and changes to it without losing an upload', async ({
    page,
    gateway,
  }) => {
    const asksForArabic = arabicAskedForBy(page)
    gateway.holdUploads()
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await chooseFile(page, speechLasting(240))
    await expect(page.getByRole('heading', { name: 'Uploading speech.wav' })).toBeVisible()
    expect(asksForArabic()).toBe(false)

    await speakArabic(page)
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.getByRole('heading', { name: 'يجري رفع speech.wav' })).toBeVisible()
    await expect(page.locator('.sending bdi')).toHaveText('speech.wav')
    expect(gateway.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
    expect(asksForArabic()).toBe(true)
    await page.getByRole('button', { name: 'إلغاء الرفع' }).click()
    await expect(page.locator('.drop-zone')).toBeVisible()
  })

  test('AC-2.2.2 a running job is told in the chosen language on the same stream, and so it is after a reload', async ({
    page,
    gateway,
  }) => {
    await upload(page, speechLasting(12))
    const recogniser = await holdRecogniser(page)
    await expectConnection(page, 'open')
    await speakArabic(page)
    await expect(statusCard(page)).toHaveAttribute('lang', /^ar/)
    await expect(statusCard(page).locator('[data-part=message]')).toHaveText(
      new RegExp(Object.values(arabic.narration).join('|')),
    )
    await expect(statusCard(page)).toContainText(arabic.connection.live)
    expect([gateway.count('stream'), gateway.openStreams]).toEqual([1, 1])

    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    recogniser.goOn()
    await expectJob(page, 'completed')
    await expect(page.locator('.segments')).toHaveAttribute('lang', 'en-US')
    await expect(page.locator('.segments')).toHaveCSS('direction', 'ltr')
  })

  test('AC-2.2.5 a language that cannot be loaded is told, and the page speaks on as before', async ({
    page,
  }) => {
    await page.route(/\/assets\/arabic-/, (route) => route.abort())
    await page.goto('/')
    await speakArabic(page)
    await expect(page.locator('.shell-header')).toContainText('This language could not be loaded.')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Speech to text, live')
  })

  test('AC-2.2.5 a choice that was given up for another is not told to have failed', async ({
    page,
  }) => {
    let fail = (): void => undefined
    await page.route(/\/assets\/arabic-/, (route) => {
      fail = () => void route.abort()
    })
    await page.goto('/')
    const asked = page.waitForRequest(/\/assets\/arabic-/)
    await speakArabic(page)
    await asked
    await page.locator('select').selectOption({ label: 'English' })
    const failed = page.waitForEvent('requestfailed')
    fail()
    await failed
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await expect(page.locator('.shell-header')).not.toContainText('could not be loaded')
  })
})

test('AC-2.2.5 a page that is still being loaded says so', async ({ page }) => {
  const answer = await holdAnswers(page, /\/assets\/AdminPages-.*\.js/)
  await page.goto('/admin')
  await expect(page.locator('main')).toHaveText('Loading this page…')
  answer()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test.describe('in an Arabic browser', () => {
  test.use({ locale: 'ar-EG' })

  test('AC-2.2.5 the connection’s state and the sample are told in Arabic', async ({ page }) => {
    await page.goto('/')
    await expect(page.locator('.samples button').first()).toHaveText(/^صباح الخير/)
    await upload(page, speechLasting(4))
    await expectJob(page, 'completed')
    await page.locator('.connection-figures summary').click()
    await expect(page.locator('.connection-figures dd').first()).toHaveText('انتهى')
  })

  test('AC-2.2.5 the page is Arabic from its first moment, and says what was wrong with an upload in Arabic', async ({
    page,
  }) => {
    const languages: (string | null)[] = []
    await page.exposeFunction('seen', (lang: string | null) => languages.push(lang))
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.querySelector('h1') === null) return
        ;(window as unknown as { seen: (lang: string | null) => void }).seen(
          document.documentElement.getAttribute('lang'),
        )
      }).observe(document, { subtree: true, childList: true })
    })
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('من الكلام إلى النص مباشرةً')
    await expect.poll(() => languages.length).toBeGreaterThan(0)
    expect(new Set(languages)).toEqual(new Set(['ar']))

    await chooseFile(page, { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') })
    const notice = page.getByRole('alert')
    await expect(notice).toContainText('هذا الملف ليس تسجيلًا يمكن قراءته.')
    expect(await notice.innerText()).not.toMatch(/expected|upload/i)
  })
})
