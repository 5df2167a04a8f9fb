import type { Tab } from '../engines/engine'
import { speechLasting } from '../support/speech'
import { withoutProbes } from './policies'
import { expect, test } from './test'

test('on a phone nothing is cut off and every control can be hit: choosing, falling back, finished', async ({
  gateway,
  session,
}) => {
  const { tab } = session
  await tab.setViewport(390, 800)
  await session.open('/')
  await session.offersSamples()
  await fitsAPhone(tab)

  gateway.spoilStreams('refuse')
  await session.upload(speechLasting(8), withoutProbes)
  const recogniser = await session.holdRecogniser()
  await session.says('Fallback mode')
  await fitsAPhone(tab)

  recogniser.goOn()
  await session.job('completed')
  await session.offersTranscript()
  await session.openConnectionDetails()
  await fitsAPhone(tab)
})

/** WCAG 2.2, 1.4.10 and 2.5.8; links in running text may be smaller. */
async function fitsAPhone(tab: Tab): Promise<void> {
  const seen = await tab.evaluate(() => {
    const page = document.documentElement
    /** For assistive technology and the keyboard alone. */
    const isClippedAway = (of: Element | null): boolean =>
      of !== null &&
      (getComputedStyle(of).clipPath === 'inset(50%)' || isClippedAway(of.parentElement))
    const controls = document.querySelectorAll<HTMLElement>(
      'a, button, input, select, textarea, summary, [role=button], [role=switch], [role=slider]',
    )
    const small = Array.from(controls)
      .filter((control) => control.checkVisibility() && !control.matches('p a, li p a'))
      .filter((control) => !isClippedAway(control))
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      // What is only there for the keyboard lies outside until it has the focus.
      .filter(({ box }) => box.bottom > 0 && box.width > 1)
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ control, box }) => `${control.outerHTML} ${box.width}×${box.height}`)
    return { width: innerWidth, overflow: page.scrollWidth - page.clientWidth, small }
  })
  expect(seen).toEqual({ width: 390, overflow: 0, small: [] })
}
