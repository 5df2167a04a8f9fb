/** What those who follow a session get to see, and when. */
import type { Ports } from './ports/ports.js'
import { IDLE } from './snapshot.js'
import type { Credentials, Observer } from './source.js'
import type {
  ConnectionMetrics,
  Decision,
  Diagnostic,
  TranscriptionSnapshot,
  Transition,
} from './types.js'

/** How often the health of a session that lives is told without another cause, milliseconds. */
const HEALTH_MS = 30_000

/**
 * While updates come faster than frames, the newest is shown every so many of them: nobody reads faster,
 * and each time costs the page a rendering. At 60 frames a second that is 50 ms.
 */
const BURST_FRAMES = 3

/** What observers are told through the callbacks of their options. */
interface Told {
  onTransition: Transition
  onDiagnostic: Diagnostic
  onMetrics: ConnectionMetrics
  onDecision: Decision
}

export interface Presenter {
  readonly observers: Set<Observer>
  /** What was shown last. */
  getSnapshot: () => TranscriptionSnapshot
  /** Those of the newest observer that brought any, also when it has left. */
  credentials: () => Credentials
  /**
   * There is something new. It is shown at once after a pause; of what comes within a frame, the newest
   * is, with the next; in a burst, every few frames. What is `urgent` never waits.
   */
  publish: (urgent: boolean) => void
  show: (snapshot: TranscriptionSnapshot) => void
  tell: <Name extends keyof Told>(callback: Name, what: Told[Name]) => void
  /** Somebody wants to be told. */
  hears: (callback: keyof Told) => boolean
  /** Shows no more by itself, and nothing of what was held back: the session is over. */
  stop: () => void
}

/** @param read the newest snapshot of the session */
export function presenterOf(ports: Ports, read: () => TranscriptionSnapshot): Presenter {
  const observers = new Set<Observer>()
  let shown = IDLE
  let credentials = (): Credentials => ({})
  /** Something was shown since the last frame; what ends the wait for the next. */
  let cancelFrame: (() => void) | undefined
  /** Something newer waits for that frame. */
  let isHeld = false
  /** How often it was stopped: who is told may end the session. */
  let stops = 0
  let cancelHealth: (() => void) | undefined

  /** What an observer throws is the app's own: it stops neither the session nor other observers. */
  const forEach = (tell: (observer: Observer) => void): void => {
    for (const observer of [...observers]) {
      try {
        tell(observer)
      } catch (error) {
        ports.surface(error)
      }
    }
  }
  const tell: Presenter['tell'] = (callback, what) =>
    forEach((observer) =>
      (observer.options?.()[callback] as ((told: typeof what) => void) | undefined)?.(what),
    )

  const show = (snapshot: TranscriptionSnapshot, isHealthDue = false): void => {
    const from = shown.connection.state
    const { state: to, metrics } = snapshot.connection
    const isOther = from !== to
    shown = snapshot
    // Before anyone is told: who is may end the session, and stop() is to find the timer.
    if (isOther || isHealthDue) {
      cancelHealth?.()
      if (to !== 'closed' && to !== 'failed') {
        cancelHealth = ports.schedule(HEALTH_MS, () => show(read(), true))
      }
    }
    const at = ports.wallClock()
    if (isOther) tell('onTransition', { from, to, at })
    if (isOther || isHealthDue) tell('onMetrics', metrics)
    forEach((observer) => observer.changed?.())
  }

  /** For so many frames, what comes is held back. */
  const rest = (frames: number): void => {
    cancelFrame = ports.frame(() => {
      cancelFrame = undefined
      if (frames > 1) rest(frames - 1)
      else if (isHeld) {
        isHeld = false
        // Frames of a hidden page are long ones.
        rest(ports.isVisible() ? BURST_FRAMES : 1)
        show(read())
      }
    })
  }

  const publish = (urgent: boolean): void => {
    isHeld = !urgent && cancelFrame !== undefined
    if (isHeld) return
    const before = stops
    show(read())
    // Last: asking for a frame takes the browser longer than all else, and nobody waits for it.
    if (!urgent && stops === before) rest(1)
  }

  return {
    observers,
    getSnapshot: () => shown,
    credentials: () => {
      for (const observer of observers) credentials = observer.options ?? credentials
      return credentials()
    },
    publish,
    show,
    tell,
    hears: (callback) => [...observers].some((observer) => observer.options?.()[callback]),
    stop: () => {
      stops += 1
      cancelFrame?.()
      cancelFrame = undefined
      cancelHealth?.()
    },
  }
}
