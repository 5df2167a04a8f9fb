/** What most apps do instead: ask every 3 s, in the very same runs. */
import { Chance } from '../chance.mjs'
import { textOf } from '../schedule/job.mjs'
import { Latency } from './latency.mjs'
import { isWaiting } from './followed.mjs'
import { HEADER_BYTES } from './traffic.mjs'

const INTERVAL_MS = 3_000
const TIMEOUT_MS = 10_000
/** A portal's page. */
const PAGE_BYTES = 300

export class PlainClient {
  figures = { requests: 0, bytes: 0 }
  #world
  #chance
  #latency
  #seen = null
  #isAsking = false

  constructor(world) {
    this.#world = world
    this.#chance = new Chance(world.schedule.seed ^ 0x5bd1e995)
    this.#latency = new Latency(world)
    this.figures.latency = this.#latency.figures
    world.agenda.note(0, () => this.#poll())
  }

  made(fact) {
    if (!this.#seen?.isTerminal) this.#latency.made(fact)
  }

  closed() {
    this.#latency.closed()
  }

  #poll() {
    const { agenda, device, user, hasEnded } = this.#world
    if (!hasEnded) agenda.note(agenda.now + INTERVAL_MS, () => this.#poll())
    const mayAsk = device.isAwake && user.isFollowing && !this.#isAsking
    if (mayAsk && !this.#seen?.isTerminal && (this.#seen || isWaiting(this.#world))) this.#ask()
  }

  #ask() {
    const { agenda, network } = this.#world
    const { path, fault, isCaptive, latency } = network.condition
    this.figures.requests += 1
    this.figures.bytes += HEADER_BYTES
    this.#isAsking = true
    const way = () => this.#chance.between(...latency)
    const after = (wait, run) => agenda.note(agenda.now + wait, run)
    const done = () => (this.#isAsking = false)
    if (path === 'void') after(TIMEOUT_MS, done)
    else if (isCaptive) this.figures.bytes += PAGE_BYTES
    const isRefused = path === 'refused' || isCaptive || (fault !== null && fault.of !== 'stream')
    if (isRefused) after(way() + way(), done)
    else if (path === 'through') {
      after(way(), () => {
        const { newest } = this.#world.server
        after(way(), () => this.#see(newest))
      })
    }
  }

  #see(status) {
    this.#isAsking = false
    // An ETag makes a status that is known already an answer without a body.
    if (status !== this.#seen) this.figures.bytes += Buffer.byteLength(textOf(status))
    if (this.#seen === null || status.order > this.#seen.order) this.#seen = status
    this.#latency.see(status)
  }
}
