/** The core as it is, whatever the store makes of it: every session and every event of a run. */

export class CoreView {
  opened = 0
  closed = 0
  /** The handle of the session that lives, or null. */
  session = null
  #core
  #device
  #facts
  #snapshot = null

  constructor(core, device, facts) {
    this.#core = core
    this.#device = device
    this.#facts = facts
  }

  /** The newest snapshot of the session that lives, or null. */
  get latest() {
    if (this.session === null) return null
    this.#snapshot ??= this.#core.snapshot(this.session, this.#device.now())
    return this.#snapshot
  }

  /** When the session wants to be called next. */
  get deadline() {
    return this.session === null ? Infinity : this.#core.nextDeadline(this.session)
  }

  /** A core for the store to use. */
  watched() {
    const core = this.#core
    const note = (event, run) => {
      const before = this.#snapshot?.state ?? 'idle'
      const effects = run()
      this.#snapshot = null
      this.#facts.emit('dispatched', { event, effects, before })
      return effects
    }
    return {
      ...core,
      openSession: (policy, seed) => {
        this.opened += 1
        this.session = core.openSession(policy, seed)
        this.#snapshot = null
        this.#facts.emit('opened', { policy })
        return this.session
      },
      closeSession: (session) => {
        this.closed += 1
        this.session = null
        core.closeSession(session)
        this.#facts.emit('closed')
      },
      start: (session, environment, known, now) =>
        note({ type: 'start' }, () => core.start(session, environment, known, now)),
      dispatch: (session, event, now) => note(event, () => core.dispatch(session, event, now)),
      snapshot: (session, now) => (this.#snapshot = core.snapshot(session, now)),
    }
  }
}
