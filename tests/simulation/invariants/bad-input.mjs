const NOTHING = { complaints: 0, rejections: 0, hasStatus: false }

/** S10 */
export class BadInput {
  static id = 'S10'
  static sentence =
    'nothing throws; what cannot be read changes no status, is reported once and counted'

  #world
  /** What this step should come to. */
  #complaints = 0
  #rejections = 0
  #hasStatus = false
  /** What the first stream has brought before the core is there, which is told it then. */
  #early = NOTHING
  #counted = 0
  #order = -1
  #heardBy = new Map()

  constructor(world) {
    this.#world = world
  }

  opened() {
    this.#counted = 0
    this.#order = -1
  }
  closed() {
    this.#clear()
  }
  asked({ stream }) {
    if (stream) this.#early = NOTHING
  }
  released({ stream }) {
    if (stream && !stream.isOver) this.#early = NOTHING
  }

  telling({ frames = [] }) {
    for (const { complaint, status } of frames) {
      if (complaint !== null) this.#complaints += 1
      if (complaint === 'skipped') this.#rejections += 1
      if (complaint !== 'skipped' && status) this.#hasStatus = true
    }
  }

  complained({ diagnostic, observer }) {
    if (diagnostic.code === 'no-credentials') return
    this.#heardBy.set(observer, (this.#heardBy.get(observer) ?? 0) + 1)
  }

  step() {
    const { core, user, surfaced } = this.#world
    if (surfaced.length > 0) this.#fail(`surfaced: ${surfaced[0].stack}`)
    const latest = core.latest
    if (latest === null) return this.#keep()
    this.#add(this.#early)
    this.#early = NOTHING
    for (const observer of user.present) {
      const heard = this.#heardBy.get(observer) ?? 0
      if (heard !== this.#complaints) {
        this.#fail(`${this.#complaints} frames to complain of, ${heard} complaints`)
      }
    }
    const counted = latest.metrics.rejected - this.#counted
    if (counted !== this.#rejections) {
      this.#fail(`${this.#rejections} frames that cannot be read, ${counted} counted`)
    }
    const updates = latest.metrics.updates
    if (this.#rejections > 0 && !this.#hasStatus && updates !== this.#order && this.#order >= 0) {
      this.#fail('what cannot be read has changed the status')
    }
    this.#counted = latest.metrics.rejected
    this.#order = updates
    this.#clear()
  }

  #keep() {
    this.#add(this.#early)
    this.#early = {
      complaints: this.#complaints,
      rejections: this.#rejections,
      hasStatus: this.#hasStatus,
    }
    this.#clear()
  }

  #add({ complaints, rejections, hasStatus }) {
    this.#complaints += complaints
    this.#rejections += rejections
    this.#hasStatus ||= hasStatus
  }

  #clear() {
    this.#complaints = 0
    this.#rejections = 0
    this.#hasStatus = false
    if (this.#heardBy.size > 0) this.#heardBy.clear()
  }

  #fail(text) {
    this.#world.fail(BadInput.id, text)
  }
}
