/** A document for React to render into. Import it before React. */
import { JSDOM } from 'jsdom'

const { window } = new JSDOM('<!doctype html><body></body>', { url: 'http://127.0.0.1/' })

for (const name of ['window', 'document', 'HTMLElement', 'Node', 'MutationObserver', 'navigator']) {
  const value = name === 'window' ? window : window[name]
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true

/**
 * EventSources as the test rules them: all that were made, newest last. `say` speaks through one
 * inside React's act.
 */
export class FakeEventSource extends EventTarget {
  static all = []
  static get open() {
    return FakeEventSource.all.filter(({ isOpen }) => isOpen)
  }
  isOpen = true

  constructor(url) {
    super()
    this.url = url
    FakeEventSource.all.push(this)
  }
  close() {
    this.isOpen = false
  }
  say(name, data) {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
}
globalThis.EventSource = FakeEventSource
