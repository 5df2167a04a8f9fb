import { growths } from './flatness'
import type { Forgotten } from './page/forgotten'
import { expect, test } from './test'

test.use({ trace: 'off', screenshot: 'off' })

/** What is seen to grow on a page that forgets one of these each time. */
const growing: Record<Forgotten, string> = {
  'an object': 'object Object',
  'a closure': 'closure',
  'a text': 'string',
  'a number': 'bytes of the heap',
  'an element': 'nodes',
  'a listener': 'listeners',
  'a timer': 'timers',
  'a stream': 'eventSources',
  'a session of the core': 'sessions',
}

test('one thing that a page forgets each time is noticed, whatever it is', async ({
  bench,
  gauge,
}) => {
  await bench.open()
  const mounting = { policy: { lingerMs: 0 } }
  await bench.cycle({ mounting, milestone: 'open' }, 200)
  let before = await gauge.read({ sessions: 0, timers: 0 })
  for (const [forgotten, name] of Object.entries(growing) as [Forgotten, string][]) {
    await bench.cycle({ mounting, milestone: 'mounted', forgotten }, 100)
    const after = await gauge.read({ animationFrames: 0 })
    const grown = growths([before, after], 100).map((line) => line.slice(0, line.indexOf(':')))
    expect(grown, forgotten).toContain(name)
    before = after
  }
})
