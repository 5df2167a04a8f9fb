/** The machine that the page runs on: its clocks, timers, frames, attention and sleep. */
import { load } from '../../node/support/dist.mjs'

const { watchAttention } = await load('ports/attention.js')

const FRAME_MS = 16
const HIDDEN_FRAME_MS = 1_000
/** Browsers let the timers of a hidden page run once a second, and after 5 minutes once a minute. */
const HIDDEN_TICK_MS = 1_000
const HIDDEN_LONG_MS = 300_000
const HIDDEN_LONG_TICK_MS = 60_000
/** Timers come up to this late, and now and then a hair early by the other clock. */
const LATEST_MS = 3
const EARLY_MS = 0.4
/** Sums of moments are off by less. */
const ROUNDING_MS = 1e-3

/** What the device's wall clock shows when the run begins. */
const WALL_CLOCK_MS = 1_767_225_612_345
const MONOTONIC_MS = 1_000

export class Device {
  isAwake = true
  isVisible = true
  /** What the browser says of the network; it may be wrong. */
  isOnline = true
  /** Those of the store only. */
  timers = new Set()
  frames = new Set()
  watchers = 0
  window = new Bell()
  document = new Bell()
  #agenda
  #chance
  #log
  /** By how much the monotonic clock is behind for having stood still. */
  #stoodStill = 0
  #toldNow = 0
  #wallSteps = 0
  #asleep = null
  #hiddenAt = 0
  #deferred = []
  /** After a sleep: when what waited meanwhile has been taken. */
  #caughtUpAt = 0

  constructor(agenda, chance, log) {
    this.#agenda = agenda
    this.#chance = chance
    this.#log = log
  }

  now() {
    const { at, standsStill } = this.#asleep ?? {}
    const now = MONOTONIC_MS + (standsStill ? at : this.#agenda.now) - this.#stoodStill
    // Sums are rounded, and a monotonic clock does not go back by that either.
    this.#toldNow = Math.max(this.#toldNow, now)
    return this.#toldNow
  }

  wallClock() {
    return WALL_CLOCK_MS + this.#agenda.now + this.#wallSteps
  }

  schedule(delayMs, run) {
    return this.#startTimer(this.timers, Math.max(0, Math.ceil(delayMs)), run)
  }

  /** The frame is painted when the page can be seen, and stood in for by a timer when not. */
  frame(run) {
    return this.#startTimer(this.frames, FRAME_MS, run, HIDDEN_FRAME_MS - FRAME_MS)
  }

  watch(report) {
    const world = {
      now: () => this.now(),
      wallClock: () => this.wallClock(),
      // Timers of the browser's port itself: the store does not hold them.
      schedule: (delayMs, run) => this.#startTimer(new Set(), delayMs, run),
      isOnline: () => this.isOnline,
      isVisible: () => this.isVisible,
      window: this.window,
      document: this.document,
    }
    const stop = watchAttention(world, report)
    this.watchers += 1
    return () => {
      this.watchers -= 1
      stop()
    }
  }

  /** What comes to the page, from the network or its user: it waits while the machine sleeps. */
  arrive(at, run) {
    return this.#agenda.note(at, () => {
      // Not before what has waited: bytes of one connection never overtake each other.
      if (this.isAwake && this.#agenda.now < this.#caughtUpAt) this.arrive(this.#caughtUpAt, run)
      else this.#take(run)
    })
  }

  #take(run) {
    if (this.isAwake) run()
    else this.#deferred.push(run)
  }

  hide() {
    if (!this.isVisible) return
    this.#log('the page is hidden')
    this.isVisible = false
    this.#hiddenAt = this.#agenda.now
    this.document.ring('visibilitychange')
  }

  show() {
    if (this.isVisible) return
    this.#log('the page is visible')
    this.isVisible = true
    this.document.ring('visibilitychange')
  }

  setOnline(isOnline) {
    if (this.isOnline === isOnline) return
    this.#log(`the browser says ${isOnline ? 'online' : 'offline'}`)
    this.isOnline = isOnline
    this.window.ring(isOnline ? 'online' : 'offline')
  }

  stepWallClock(milliseconds) {
    this.#log(`the wall clock steps by ${Math.round(milliseconds)} ms`)
    this.#wallSteps += milliseconds
  }

  /** @param standsStill the monotonic clock does, too */
  sleep({ standsStill, isFrozen }) {
    this.#log(`the machine sleeps${standsStill ? ', its clock stands still' : ''}`)
    if (isFrozen) this.document.ring('freeze')
    this.isAwake = false
    this.#asleep = { at: this.#agenda.now, standsStill, isFrozen }
  }

  /** Everything is late now; what came by the network and what timers owe run as they come. */
  wake() {
    this.#log('the machine wakes up')
    const { at: sleptAt, standsStill, isFrozen } = this.#asleep
    if (standsStill) this.#stoodStill += this.#agenda.now - sleptAt
    this.#asleep = null
    this.isAwake = true
    let at = this.#agenda.now
    for (const run of this.#deferred.splice(0)) {
      this.#agenda.note((at += this.#chance.between(0, 0.2)), () => this.#take(run))
    }
    this.#caughtUpAt = at
    if (isFrozen) this.document.ring('resume')
  }

  #startTimer(held, delayMs, run, moreWhenHidden = 0) {
    const timer = { due: this.now() + delayMs, run, moreWhenHidden }
    const late = this.#chance.is(0.02) ? -EARLY_MS : this.#chance.between(0, LATEST_MS)
    held.add(timer)
    timer.entry = this.#agenda.note(this.#agenda.now + delayMs + late, () =>
      this.#fire(timer, held),
    )
    return () => {
      held.delete(timer)
      this.#agenda.cancel(timer.entry)
    }
  }

  #fire(timer, held) {
    const again = (at) => {
      timer.entry = this.#agenda.note(at, () => this.#fire(timer, held))
    }
    if (!this.isAwake) {
      this.#deferred.push(() => this.#fire(timer, held))
      return
    }
    // The clock stood still for a while, and the timer with it.
    const left = timer.due - this.now() - EARLY_MS
    if (left > ROUNDING_MS) return again(this.#agenda.now + left)
    if (!this.isVisible) {
      const opensAt = this.#throttled(this.#agenda.now + timer.moreWhenHidden)
      timer.moreWhenHidden = 0
      if (opensAt > this.#agenda.now + ROUNDING_MS) return again(opensAt)
    }
    held.delete(timer)
    timer.run()
  }

  /** The first moment, from `at` on, at which timers of a hidden page run. */
  #throttled(at) {
    const isLong = at - this.#hiddenAt > HIDDEN_LONG_MS
    const tick = isLong ? HIDDEN_LONG_TICK_MS : HIDDEN_TICK_MS
    return this.#hiddenAt + Math.ceil((at - this.#hiddenAt - ROUNDING_MS) / tick) * tick
  }
}

/** As much of an EventTarget as is listened to. */
class Bell {
  #listeners = new Map()

  addEventListener(name, listener) {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener))
  }

  removeEventListener(name, listener) {
    this.#listeners.get(name)?.delete(listener)
  }

  ring(name) {
    for (const listener of this.#listeners.get(name) ?? []) listener({ type: name })
  }
}
