/** One run: server, network, device and user, with virtual time that carries them on. */
import { Agenda } from '../agenda.mjs'
import { WELL } from '../schedule/conditions.mjs'
import { CoreView } from './core-view.mjs'
import { Device } from './device.mjs'
import { Facts } from './facts.mjs'
import { Network } from './network.mjs'
import { portsOf } from './ports.mjs'
import { Server } from './server.mjs'
import { User } from './user.mjs'
import { Wishes } from './wishes.mjs'

/** After the end, so much goes on, to see that nothing does. */
const AFTERMATH_MS = 60_000
/** After a final status the session is looked at for so long. */
const EPILOGUE_MS = 40_000
/** More than any schedule needs: what goes on longer turns in a circle. */
const MOST_STEPS = 300_000

export class World {
  agenda = new Agenda()
  facts = new Facts()
  /** What the app's own code threw. */
  surfaced = []
  /** From now on everything is well. */
  isRecovered = false
  isOver = false
  /** The user has left for good. */
  hasEnded = false
  steps = 0
  /** What went wrong first: `{ invariant, at, text }`. */
  violation = null
  #isStirred = false
  #failuresLeft

  /** @param broken what a test breaks: `{ Store, core, ports }`, functions of what they break */
  constructor(schedule, core, broken = {}) {
    const { agenda, facts } = this
    this.schedule = schedule
    this.chance = schedule.chance
    this.#failuresLeft = schedule.coreFailures
    this.device = new Device(agenda, this.chance.branch(), (what) => facts.emit('acted', { what }))
    this.server = new Server(schedule.job)
    this.server.advance(0)
    this.network = new Network({
      agenda,
      facts,
      device: this.device,
      server: this.server,
      chance: this.chance.branch(),
      condition: WELL,
    })
    this.core = new CoreView(core, this.device, facts)
    const watched = this.core.watched()
    this.usedCore = broken.core?.(watched) ?? watched
    const ports = portsOf(this)
    this.ports = broken.ports?.(ports) ?? ports
    this.user = new User(this, broken.Store)
    this.wishes = new Wishes(this.device)
    facts.add(this.wishes)
    facts.add(this)
  }

  fail(invariant, text) {
    this.violation ??= { invariant, at: this.agenda.now, text }
    this.isOver = true
  }

  /** Brings the core to the store, as soon as it is downloaded. */
  loadCore = () =>
    new Promise((resolve, reject) => {
      const { coreMs } = this.schedule
      this.agenda.note(this.agenda.now + coreMs, () => {
        this.#isStirred = true
        if (this.#failuresLeft-- > 0) reject(new Error('not downloaded'))
        else resolve(this.usedCore)
      })
    })

  async run() {
    this.#noteAll()
    while (!this.isOver) {
      const run = this.agenda.take()
      this.#attempt(run)
      if (this.#isStirred || this.user.signsIn) {
        this.#isStirred = false
        await settled()
      }
      this.steps += 1
      this.facts.emit('step')
      if (this.steps > MOST_STEPS) this.fail('S6', `more than ${MOST_STEPS} steps`)
    }
    if (this.violation === null) this.facts.emit('over')
    return this.violation
  }

  #attempt(run) {
    try {
      run()
    } catch (error) {
      this.fail('S10', `thrown: ${error.stack}`)
    }
  }

  // A promise was settled: what awaits it has its turn before anything else happens.
  released({ exchange }) {
    this.#isStirred ||= exchange !== undefined
  }
  acted() {
    this.#isStirred = true
  }

  /** A status that ends the job was shown: nothing is to follow. */
  shown({ snapshot, before }) {
    const { status, error } = snapshot
    const isNews = before?.status !== status
    if (isNews && status !== null && this.server.find(status)?.isTerminal) {
      this.device.arrive(this.agenda.now + EPILOGUE_MS, () => this.#end())
    }
    if (error?.fatal && !before?.error?.fatal) this.#decideToRetry()
  }

  /** A person before an error that stays tries again, sooner or later. */
  #decideToRetry() {
    const { chance, schedule, agenda, device } = this
    const at = agenda.now + chance.skewed(500, 20_000)
    const isLeft = chance.is(0.2)
    device.arrive(isLeft ? Math.max(at, schedule.wellAt + 100) : at, () => {
      if (this.user.seen?.error?.fatal) this.user.retry()
    })
  }

  #noteAll() {
    const { agenda, schedule, user } = this
    agenda.note(0, () => user.come())
    this.#noteNextStatus()
    for (const condition of schedule.conditions) this.#noteCondition(condition)
    for (const episode of schedule.episodes) this.#noteEpisode(episode)
    for (const action of schedule.actions) this.#noteAction(action)
    agenda.note(schedule.wellAt, () => this.#recover())
    agenda.note(schedule.endsAt, () => this.#end())
  }

  #noteNextStatus() {
    const { agenda, server, network, facts } = this
    if (server.nextAt === Infinity) return
    agenda.note(server.nextAt, () => {
      for (const status of server.advance(agenda.now)) {
        facts.emit('made', { status })
        network.push(status)
      }
      this.#noteNextStatus()
    })
  }

  #noteCondition(condition) {
    const { agenda } = this
    agenda.note(condition.at, () => this.#enter(condition))
    agenda.note(condition.at + condition.length, () => this.#enter(WELL))
  }

  #enter(condition) {
    this.facts.emit('entered', { condition })
    this.network.enter(condition, this.user.credentials)
  }

  #noteEpisode({ kind, at, length, cutsOff, lagMs, isHidden, sleep, stepMs }) {
    const { agenda, device, network } = this
    const note = (moment, run) => agenda.note(moment, run)
    note(at, () => this.facts.emit('befell', { kind }))
    if (isHidden) {
      note(at, () => device.hide())
      note(at + length, () => device.show())
    } else if (stepMs !== undefined) note(at, () => device.stepWallClock(stepMs))
    else if (sleep !== undefined) {
      note(at, () => {
        if (sleep.isHidden) device.hide()
        device.sleep(sleep)
        if (sleep.after !== 'keep') network.forget(sleep.after)
      })
      note(at + length, () => {
        device.wake()
        if (sleep.isHidden) device.show()
      })
    } else {
      note(at, () => network.cutOff(cutsOff))
      note(at + length, () => network.cutOff(false))
      note(at + Math.min(lagMs, length), () => device.setOnline(false))
      note(at + length + lagMs, () => device.setOnline(true))
    }
  }

  #noteAction({ kind, at, length }) {
    const { device, user } = this
    const note = (moment, run) => device.arrive(moment, () => this.hasEnded || run())
    if (kind === 'retry') note(at, () => user.isFollowing && user.retry())
    else if (kind === 'join') {
      note(at, () => user.come(1))
      note(at + length, () => user.leave(1, false))
    } else {
      note(at, () => user.leaveAll(kind === 'dispose'))
      // Within the grace, as a route change does, or after it.
      note(at + (kind === 'remount' ? Math.min(length, 240) : length), () => user.come())
    }
  }

  #recover() {
    if (this.hasEnded) return
    const { device, user } = this
    device.setOnline(true)
    device.show()
    if (!user.isFollowing) user.come()
    this.isRecovered = true
    this.facts.emit('recovered')
  }

  #end() {
    if (!this.user.isFollowing || this.hasEnded) return
    this.hasEnded = true
    this.user.leaveAll(true)
    this.agenda.note(this.agenda.now + AFTERMATH_MS, () => (this.isOver = true))
  }
}

/** After everything that was under way has come to its end. */
const settled = () => new Promise((resolve) => setImmediate(resolve))
