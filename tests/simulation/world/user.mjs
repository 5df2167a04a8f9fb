/** The app and the person before it: who follows the session, leaves, comes back and retries. */
import { settingsOf, Store as ShippedStore } from '../../node/support/dist.mjs'

export class User {
  /** What was shown last; null while nobody follows the session. */
  seen = null
  /** Observers that follow the session now. */
  present = new Set()
  #world
  #store = null
  #Store
  #observers
  #settings
  #credentials

  /** @param Store the shipped one, unless a test brings a broken one */
  constructor(world, Store = ShippedStore) {
    this.#world = world
    this.#Store = Store
    this.#credentials = new SignIn(world)
    const options = { baseUrl: 'https://service.test', ...world.schedule.options }
    if (world.schedule.signsIn) {
      options.headers = () => this.#credentials.headers()
      options.refreshAuth = () => this.#credentials.renew()
    }
    this.#settings = settingsOf('job', options)
    this.#observers = ['first', 'second'].map((name) => this.#observer(name, options))
  }

  get credentials() {
    return this.#credentials.renewals
  }

  get renewalGivenUpAt() {
    return this.#credentials.givenUpAt
  }

  get isFollowing() {
    return this.present.size > 0
  }

  /** Whatever is said takes effect only after some microtasks. */
  get signsIn() {
    return this.#settings.hasHeaders || this.#settings.canRenew
  }

  #observer(name, options) {
    const { facts } = this.#world
    const observer = {
      name,
      complaints: 0,
      changed: () => {
        const before = this.seen
        this.seen = this.#store.getSnapshot()
        facts.emit('shown', { snapshot: this.seen, before, observer })
      },
      options: () => ({ ...options, ...callbacks }),
    }
    const callbacks = {
      onDiagnostic: (diagnostic) => {
        observer.complaints += 1
        facts.emit('complained', { diagnostic, observer })
      },
      onTransition: (transition) => facts.emit('transition', { transition, observer }),
    }
    return observer
  }

  come(which = 0) {
    const { device, facts, schedule } = this.#world
    facts.emit('acted', { what: 'come' })
    if (this.#store === null) {
      const store = new this.#Store(
        this.#settings,
        this.#world.ports,
        this.#world.loadCore,
        () => this.#forget(store),
        schedule.known(this.#world.server, device),
      )
      this.#store = store
    }
    this.present.add(this.#observers[which])
    this.#store.acquire(this.#observers[which])
    this.seen = this.#store.getSnapshot()
  }

  /** @param atOnce the client is disposed of; otherwise there is a grace */
  leave(which, atOnce) {
    this.#world.facts.emit('acted', { what: atOnce ? 'dispose' : 'leave' })
    const store = this.#store
    this.present.delete(this.#observers[which])
    store?.release(this.#observers[which], atOnce)
    if (!this.isFollowing) this.seen = null
  }

  leaveAll(atOnce) {
    for (const which of [1, 0]) {
      if (this.present.has(this.#observers[which])) this.leave(which, atOnce)
    }
  }

  retry() {
    this.#world.facts.emit('acted', { what: 'retry' })
    this.#store?.retry()
  }

  #forget(store) {
    if (this.#store === store) this.#store = null
  }
}

/** As js-bindings/docs/using.md says. */
const RENEWAL_MS = 120_000

/** Credentials with a number; renewing may take long, fail, or never end. */
class SignIn {
  renewals = 0
  /** When one that never ends is given up, on the device's clock. */
  givenUpAt = -Infinity
  #world
  #chance

  constructor(world) {
    this.#world = world
    this.#chance = world.chance.branch()
  }

  headers() {
    const headers = { authorization: String(this.renewals) }
    return this.#chance.is(0.5) ? headers : Promise.resolve(headers)
  }

  renew() {
    const { agenda, facts } = this.#world
    facts.emit('acted', { what: 'renew' })
    const how = this.#chance.weighted({ soon: 70, late: 20, rejected: 7, never: 3 })
    if (how === 'rejected') return Promise.reject(new Error('not signed in'))
    if (how === 'never') {
      this.givenUpAt = this.#world.device.now() + RENEWAL_MS
      return new Promise(() => undefined)
    }
    const delay = how === 'late' ? this.#chance.between(100, 12_000) : 0
    return new Promise((resolve) =>
      agenda.note(agenda.now + delay, () => {
        this.renewals += 1
        resolve()
      }),
    )
  }
}
