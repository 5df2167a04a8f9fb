/** Faults for the shell, in the form of machine-faults.mjs. */
const STORE = 'js-bindings/src/store.ts'
const ERRANDS = 'js-bindings/src/errands.ts'
const PRESENTER = 'js-bindings/src/presenter.ts'

const fault = (about, file, ...edits) => ({ breaks: 'store', about, file, edits })
/** One that the simulation cannot see, and why. */
const unseen = (reason, one) => ({ ...one, lives: reason })

export const STORE_FAULTS = [
  fault('streams and requests are never ended', ERRANDS, [
    'running.get(generation)?.abort()',
    'running.get(generation)',
  ]),
  fault('what was aborted while it waited goes on', ERRANDS, [
    'if (abort.signal.aborted) return\n',
    '\n',
  ]),
  unseen(
    'each stream begins with a complete status either way; tests/node/store.test.mjs sees it',
    fault('a new EventSource begins anew', ERRANDS, [
      "if (lastEventId === '') return url",
      "if (lastEventId !== '|') return url",
    ]),
  ),
  fault('Retry-After does not reach the core', ERRANDS, [
    'answered(answer.httpStatus, answer.body, answer.retryAfterMs)',
    'answered(answer.httpStatus, answer.body, -1)',
  ]),
  fault('the timer is not armed again', STORE, [
    'this.#isRunning = false\n      this.#armTimer()',
    'this.#isRunning = false',
  ]),
  fault('each event arms one timer more', STORE, [
    'this.#cancelTimer()\n    const session = this.#session\n    const deadline',
    'const session = this.#session\n    const deadline',
  ]),
  fault('the session of the core is kept', STORE, [
    'this.#session?.core.closeSession(this.#session.handle)\n',
    '',
  ]),
  fault('the environment is watched after the end', STORE, ['this.#stopWatching()\n', '']),
  fault('reports of bad frames are dropped', STORE, [
    "if (complaint !== 'none') this.#complain",
    "if (complaint === 'none') this.#complain",
  ]),
  fault('the final status waits for a frame', PRESENTER, [
    'isHeld = !urgent && cancelFrame !== undefined',
    'isHeld = cancelFrame !== undefined',
  ]),
  fault('the last status of a burst is never shown', PRESENTER, [
    'if (isHeld) publish(false)',
    'if (isHeld) isHeld = false',
  ]),
  fault('what waits for a frame is shown after the end', PRESENTER, [
    'cancelFrame?.()\n      cancelFrame = undefined\n      cancelHealth?.()',
    'cancelHealth?.()',
  ]),
]
