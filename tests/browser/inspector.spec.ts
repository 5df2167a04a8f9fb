import { expectAccessible } from './support/accessible'
import {
  currentState,
  entries,
  expectReason,
  faultSwitch,
  inspector,
  openInspector,
} from './support/inspector'
import { holdRecogniser } from './support/recogniser'
import { expectConnection, expectJob, upload } from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, test, withPolicy } from './support/test'

const swift = { backoffBaseMs: 40, pollIntervalMs: 200, probeIntervalMs: 1_500 }

test.describe('the connection inspector', () => {
  test('AC-2.1.3 AC-3.1.1 AC-3.1.3 its switches make the server misbehave, and it says why the client does what it does', async ({
    page,
  }) => {
    await upload(page, speechLasting(12), withPolicy(swift))
    const recogniser = await holdRecogniser(page)
    await openInspector(page)
    // Recorded while it was closed.
    await expectReason(page, 'attempt 1 of 3')
    await expect(currentState(page)).toHaveText('open')

    await faultSwitch(page, 'Cut').click()
    await expect(faultSwitch(page, 'Cut')).toBeChecked()
    await expectReason(page, /attempt 1 of 3 failed: .* next attempt in .* \(attempt 2 of 3\)/)
    await expectReason(page, /fallback: 3 attempts, last: the stream died young/)
    await expectReason(page, /probe: [\d.]+ s of polling/)

    await faultSwitch(page, 'Well again').click()
    await expectReason(page, 'promoted: the probe delivered its first event')
    await expectConnection(page, 'open')
    await expect(currentState(page)).toHaveText('open')

    await faultSwitch(page, '503').click()
    await expectReason(page, '503, Retry-After 10 s: polls and streams wait as long')

    await faultSwitch(page, 'Well again').click()
    recogniser.goOn()
    await expectJob(page, 'completed')
    await expectReason(page, 'the job’s last status: everything closes')
    await expect(currentState(page)).toHaveText('closed')
  })

  test('AC-3.1.1 silence is noticed by the cadence of heartbeats; a restart heals by itself', async ({
    page,
  }) => {
    await upload(page, speechLasting(12), withPolicy({ ...swift, silenceFloorMs: 500 }))
    const recogniser = await holdRecogniser(page)
    await openInspector(page)
    await faultSwitch(page, 'Silence').click()
    // Of some three times the second that heartbeats are apart, as they came.
    await expectReason(page, /fallback: 3 attempts, last: silence [\d.]+ s/)

    await faultSwitch(page, 'Restart').click()
    await expectReason(page, /was answered with 502/)
    await expect(faultSwitch(page, 'Well again')).toBeChecked()
    await expectConnection(page, 'open')
    recogniser.goOn()
    await expectJob(page, 'completed')
  })

  test('its switches are carried out one after the other, and the last one holds', async ({
    page,
  }) => {
    await upload(page, speechLasting(12), withPolicy(swift))
    const recogniser = await holdRecogniser(page)
    await openInspector(page)
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/demo/faults/')) sent.push(request.method())
    })
    let fail = (): void => undefined
    await page.route('**/demo/faults/*', (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      fail = () => void route.abort()
      return undefined
    })
    const put = page.waitForRequest((request) => request.method() === 'PUT')
    await faultSwitch(page, 'Cut').click()
    await put
    await faultSwitch(page, 'Well again').click()
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(sent).toEqual(['PUT'])

    const done = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
    fail()
    await done
    await expect(faultSwitch(page, 'Well again')).toBeChecked()
    await expect(inspector(page).getByRole('alert')).toHaveCount(0)
    recogniser.goOn()
  })

  test('its timeline can be filtered, held still, and copied, by keyboard alone', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await upload(page, speechLasting(12), withPolicy(swift))
    const recogniser = await holdRecogniser(page)
    await inspector(page).locator('summary').focus()
    await page.keyboard.press('Enter')
    await faultSwitch(page, 'Well again').focus()
    await page.keyboard.press('ArrowRight')
    // To move is not to choose.
    await expect(faultSwitch(page, 'Cut')).toBeFocused()
    await expect(faultSwitch(page, 'Well again')).toBeChecked()
    await page.keyboard.press('Space')
    await expectReason(page, 'fallback: 3 attempts')

    await page.getByRole('radio', { name: 'All', exact: true }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Failures' })).toBeChecked()
    await expect(entries(page)).not.toHaveCount(0)
    await expect(inspector(page).locator('[data-part=entry][data-failure=false]')).toHaveCount(0)

    await page.getByRole('button', { name: 'Pause' }).press('Enter')
    const held = await entries(page).allTextContents()
    await expect(inspector(page).getByText(/^Paused: \d+ more were recorded$/)).toBeVisible()
    expect(await entries(page).allTextContents()).toEqual(held)

    await page.getByRole('button', { name: 'Copy as JSON' }).press('Enter')
    await expect(inspector(page).getByText('Copied.')).toBeVisible()
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as {
      entries: { reasons: string[]; event: { type: string } }[]
    }
    expect(copied.entries).toHaveLength(held.length)
    expect(copied.entries.map(({ event }) => event.type)).toContain('stream-failed')
    recogniser.goOn()
  })

  test('a second tab says that the first one decides', async ({ page, context }) => {
    await upload(page, speechLasting(12), withPolicy(swift))
    const recogniser = await holdRecogniser(page)
    const second = await context.newPage()
    await second.goto(page.url())
    await openInspector(second)
    await expect(second.getByText('Another tab of this browser holds the connection')).toBeVisible()
    await expect(currentState(second)).toHaveText('open')
    await expect(entries(second)).toHaveCount(0)
    recogniser.goOn()
  })

  test('where the service offers no faults it works without switches', async ({ page }) => {
    await page.route('**/api/v1/demo/faults/*', (route) => route.fulfill({ status: 404 }))
    await upload(page, speechLasting(4), withPolicy(swift))
    await inspector(page).locator('summary').click()
    await expectReason(page, 'attempt 1 of 3')
    await expect(inspector(page).getByText('Make the server misbehave')).toHaveCount(0)
  })
})

for (const [colorScheme, locale] of [
  ['light', 'en-GB'],
  ['dark', 'ar'],
] as const) {
  test.describe(`axe finds nothing in the inspector, ${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale, contextOptions: { reducedMotion: 'reduce' } })

    test('with an open stream, and in fallback; nothing is cut off on a narrow screen', async ({
      page,
    }) => {
      await upload(page, speechLasting(12), withPolicy({ ...swift, probeIntervalMs: 600_000 }))
      const recogniser = await holdRecogniser(page)
      await inspector(page).locator('summary').click()
      await expect(inspector(page).getByRole('radio')).toHaveCount(10)
      await expect(entries(page)).not.toHaveCount(0)
      await expectAccessible(page)
      await inspector(page).getByRole('radio').nth(1).click()
      await expect(currentState(page)).toHaveText('polling')
      await expectAccessible(page)
      await page.setViewportSize({ width: 320, height: 640 })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
      // The machine's words run from left to right in every language.
      await expect(inspector(page).locator('[data-part=words]').first()).toHaveCSS(
        'direction',
        'ltr',
      )
      recogniser.goOn()
    })
  })
}
