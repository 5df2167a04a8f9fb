/** One browser with many tabs, in one process: locks and channels as the standards have them. */
import { load, loadCore, settingsOf, Store } from './dist.mjs'
import { settled, World } from './world.mjs'

const { SharedSource } = await load('tabs/shared-source.js')
const { presenterOf } = await load('presenter.js')

export class FakeBrowser {
  /** Clock, streams and requests of all tabs together. */
  world = new World()
  tabs = []
  #channels = new Set()
  /** By name: who holds the lock, and who waits for it. */
  #locks = new Map()

  /** A tab that follows the session, after all that comes of it. */
  async open(options = {}, loadIts = loadCore) {
    const tab = new Tab(this, options, loadIts)
    this.tabs.push(tab)
    tab.acquire()
    await loadCore()
    await settled()
    return tab
  }

  /** `count` tabs, one after the other. */
  async openMany(count, options = {}) {
    const tabs = []
    while (tabs.length < count) tabs.push(await this.open(options))
    return tabs
  }

  /** Says something to all tabs as other code of the origin could. */
  async sayToAll(message) {
    for (const { hear } of [...this.#channels]) hear(structuredClone(message))
    await settled()
  }

  /** Channels, locks and requests for them that are still held. */
  get held() {
    const locks = [...this.#locks.values()].map(({ holder, queue }) => queue.length + !!holder)
    return locks.reduce((sum, count) => sum + count, this.#channels.size)
  }
  get names() {
    return [...this.#channels].map(({ name }) => name)
  }

  openChannel(tab, name, hear) {
    const channel = { tab, name, hear: (message) => tab.isAlive && hear(message) }
    this.#channels.add(channel)
    tab.belongings.add(() => this.#channels.delete(channel))
    return {
      say: (message) => {
        if (!this.#channels.has(channel)) throw new Error('said something to a closed channel')
        const copy = structuredClone(message)
        const others = [...this.#channels].filter((other) => other !== channel)
        for (const other of others.filter((each) => each.name === name)) {
          queueMicrotask(() => {
            if (!this.#channels.has(other)) return
            if (other.tab.isStuck) other.tab.missed.push(() => other.hear(copy))
            else other.hear(copy)
          })
        }
      },
      close: () => this.#channels.delete(channel),
    }
  }

  requestLock(tab, name, byForce, listener) {
    const lock = this.#locks.get(name) ?? { holder: null, queue: [] }
    this.#locks.set(name, lock)
    const request = { tab, listener, isOver: false }
    const giveBack = () => {
      request.isOver = true
      lock.queue = lock.queue.filter((other) => other !== request)
      if (lock.holder === request) lock.holder = null
      queueMicrotask(grant)
    }
    const grant = () => {
      if (lock.holder !== null || lock.queue.length === 0) return
      lock.holder = lock.queue.shift()
      lock.holder.listener.granted()
    }
    if (byForce) {
      lock.queue.unshift(request)
      const robbed = lock.holder
      lock.holder = null
      if (robbed !== null) robbed.isOver = true
      const tell = () => robbed?.listener.robbed()
      if (robbed?.tab.isStuck) robbed.tab.missed.push(tell)
      else queueMicrotask(tell)
    } else lock.queue.push(request)
    queueMicrotask(grant)
    tab.belongings.add(giveBack)
    return giveBack
  }
}

class Tab {
  isAlive = true
  /** Its page hangs or is frozen without notice: it hears nothing until it goes on. */
  isStuck = false
  missed = []
  isVisible = true
  /** Timers never run by themselves here. */
  isThrottled = false
  /** What the browser takes back when the tab dies. */
  belongings = new Set()
  seen = { changes: 0, transitions: [], diagnostics: [], sequences: [], finished: 0 }
  #pageWatchers = new Set()
  #environmentWatchers = new Set()

  constructor(browser, options, loadIts) {
    this.browser = browser
    const { world } = browser
    const tab = this
    const ports = {
      ...world.ports,
      seed: () => 100 * browser.tabs.indexOf(tab),
      schedule: (delayMs, run) =>
        this.#own(
          world.ports.schedule(delayMs, () => {
            if (tab.isStuck) tab.missed.push(run)
            else if (!tab.isThrottled) run()
          }),
        ),
      isVisible: () => this.isVisible,
      // Nothing is painted in a hidden page.
      frame: (run) => (this.isVisible ? this.#own(world.ports.frame(run)) : () => undefined),
      openStream: (request, listener) => {
        world.ports.openStream(request, listener)
        const { stream } = world
        this.#own(() => (stream.isOpen = false))
      },
      watchEnvironment: (report) => {
        this.#environmentWatchers.add(report)
        return () => this.#environmentWatchers.delete(report)
      },
    }
    const tabs = {
      openChannel: (name, hear) => browser.openChannel(tab, name, hear),
      requestLock: (...request) => browser.requestLock(tab, ...request),
      watchPage: (report) => {
        this.#pageWatchers.add(report)
        return () => this.#pageWatchers.delete(report)
      },
    }
    const settings = settingsOf('job', options)
    this.source = new SharedSource({
      key: JSON.stringify(options),
      presenterOf,
      lingerMs: settings.policy.lingerMs,
      ports,
      tabs,
      loadCore: loadIts,
      openStore: (its, onFinish, known) => new Store(settings, its, loadIts, onFinish, known),
      onFinish: () => this.seen.finished++,
    })
    this.observer = {
      changed: () => {
        this.seen.changes++
        this.seen.sequences.push(this.shown.status?.sequence ?? null)
      },
      options: () => this.options,
    }
    this.options = {
      ...options,
      onTransition: ({ from, to }) => this.seen.transitions.push(`${from} → ${to}`),
      onDiagnostic: (diagnostic) => this.seen.diagnostics.push(diagnostic),
    }
  }

  get shown() {
    return this.source.getSnapshot()
  }
  get sequence() {
    return this.shown.status?.sequence ?? null
  }
  /** Watchers of the page and of the environment that are left. */
  get watchers() {
    return this.#pageWatchers.size + this.#environmentWatchers.size
  }

  acquire() {
    this.source.acquire(this.observer)
  }

  async leave(atOnce) {
    this.source.release(this.observer, atOnce)
    await settled()
  }

  async retry() {
    this.source.retry()
    await settled()
  }

  /** The browser tells of the page: 'visible', 'hidden', 'away', 'back'. */
  async page(change) {
    if (change === 'visible' || change === 'hidden') this.isVisible = change === 'visible'
    for (const report of [...this.#pageWatchers]) report(change)
    await settled()
  }

  /** The browser tells of network or attention, in this tab only. */
  report(change) {
    for (const report of [...this.#environmentWatchers]) report(change)
  }

  /** Ends without a word, as by a crash. */
  async crash() {
    this.isAlive = false
    for (const takeBack of this.belongings) takeBack()
    this.#pageWatchers.clear()
    this.#environmentWatchers.clear()
    await settled()
  }

  /** Goes on after having been stuck; what it missed arrives now. */
  async goOn() {
    this.isStuck = false
    for (const late of this.missed.splice(0)) late()
    await settled()
  }

  #own(takeBack) {
    this.belongings.add(takeBack)
    return () => {
      this.belongings.delete(takeBack)
      return takeBack()
    }
  }
}
