/** A core that decides what the test wants, for the shell around it. */
import { settingsOf, Store } from './dist.mjs'
import { settled } from './world.mjs'

/** What a core can say of a session, `more` aside. */
export const coreSnapshot = (more = {}) => ({
  state: 'open',
  mode: 'sse',
  connected: true,
  stale: false,
  probing: false,
  fallbackReason: 'none',
  attempt: 1,
  maxAttempts: 3,
  problem: 'none',
  fatal: false,
  httpStatus: 0,
  nextAttemptAt: Number.NaN,
  lastUpdateAt: Number.NaN,
  pollInterval: 0,
  statusText: '',
  progress: 0,
  ...more,
  metrics: { requests: 0, ...more.metrics, latency: { ...NO_LATENCY, ...more.metrics?.latency } },
})

const NO_LATENCY = {
  lastMs: Number.NaN,
  uncertaintyMs: Number.NaN,
  clockOffsetMs: Number.NaN,
}

export class ScriptedCore {
  environment
  /** Events by order of their coming, from the shell. */
  heard = []
  seen = coreSnapshot()
  /** How often a snapshot was asked for. */
  looks = 0
  #next = []
  #store
  #world

  /** A store with `observer` on this core, started. */
  async follow(world, options, observer = {}) {
    this.#world = world
    this.#store = new Store(
      settingsOf('job', options),
      world.ports,
      async () => this,
      () => {},
    )
    this.#store.acquire(Object.assign(observer, { options: () => options }))
    await settled()
    return this.#store
  }

  /** Has the shell carry out `effects` now. */
  decide(...effects) {
    this.#next = effects.map((effect) => ({ generation: 0, text: '', ...effect }))
    // Something that the shell passes on, and does nothing else about.
    this.#world.report('online')
  }

  /** A status that came, or with `urgent` something else that did. */
  publish(more, urgent = false) {
    this.seen = coreSnapshot(more)
    this.decide({ type: 'publish', urgent })
  }

  /** The events of one type, in order. */
  all(type) {
    return this.heard.filter((event) => event.type === type)
  }

  defaultPolicy() {
    return { maxFrameBytes: 1000 }
  }
  openSession() {
    return 0
  }
  closeSession() {}
  nextDeadline() {
    return Infinity
  }
  start(_, environment) {
    this.environment = environment
    return []
  }
  dispatch(_, event) {
    this.heard.push(event)
    const effects = this.#next
    this.#next = []
    return event.type === 'dispose' ? [{ type: 'finish' }] : effects
  }
  snapshot() {
    this.looks++
    return this.seen
  }
}
