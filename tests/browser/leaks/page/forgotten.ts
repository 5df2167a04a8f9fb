import { loadCore } from '../../../../js-bindings/dist/core/loader.js'

/** One small thing of each kind that a page can forget to give back, to see that it is noticed. */
const kept: unknown[] = []

export const forget = {
  'an object': () => {
    kept.push({})
  },
  'a closure': () => {
    kept.push(() => kept)
  },
  'a text': () => {
    kept.push(String(Math.random()))
  },
  'a number': () => {
    kept.push(1)
  },
  'an element': () => {
    kept.push(document.createElement('i'))
  },
  'a listener': () => {
    window.addEventListener('online', () => undefined)
  },
  'a timer': () => {
    setTimeout(() => undefined, 3_600_000)
  },
  'a stream': () => {
    new EventSource('/api/v1/sessions/forgotten/status/stream')
  },
  'a session of the core': () => {
    void loadCore().then((core) => core.openSession(core.defaultPolicy(), 1))
  },
} as const

export type Forgotten = keyof typeof forget
