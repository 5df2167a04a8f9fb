import { expect, test } from 'vitest'
import { shownInTestWorld } from './shared/world.js'

test('a component shows what the scripted server publishes', async () => {
  const texts = ['Waiting to start...', 'Recognizing words...']
  expect(await shownInTestWorld()).toEqual({ texts, held: 0 })
})
