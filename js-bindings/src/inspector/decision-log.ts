/** What was decided, newest first, with reasons: bounded, and told of once a frame. */
import { portsHere } from '../ports/browser.js'
import type { Decision, Transition } from '../types.js'
import { does, endedEarly, grew } from './changes.js'
import { causeOf } from './failure.js'
import { after, heard, NO_HISTORY } from './history.js'
import type { Reason } from './reason.js'
import { reasonsOf } from './reasons.js'

/** Older entries are dropped. */
export const KEPT = 200

/** One decision with its reasons. */
export interface LogEntry {
  /** From 1, in the order of the decisions. */
  number: number
  /** As `onDecision` told it. */
  decision: Decision
  /** Why, in the order in which it is to be read. */
  reasons: readonly Reason[]
  /** Something was decided, other than to show what came. */
  isDecision: boolean
  /** A stream or a request failed, or something could not be read. */
  isFailure: boolean
}

/** What was recorded so far: a new object after each change. */
export interface LogView {
  /** Whose decisions these are. */
  sessionId: string
  /** Newest first, at most `KEPT`. */
  entries: readonly LogEntry[]
  /** How many were dropped. */
  dropped: number
  /** When the first one was decided, wall clock in milliseconds. */
  beganAt: number | null
  /** The newest change of state, also where another tab decided it. */
  transition: Transition | null
  /** A decision that was recorded led to it. */
  isOwn: boolean
}

/** A record of decisions that grows while it is given to `onDecision` and `onTransition`. */
export interface DecisionLog {
  /** What was recorded so far. */
  getView: () => LogView
  /** Calls `listener` after changes, once a frame at most; returns the function that ends it. */
  subscribe: (listener: () => void) => () => void
  /** For `onDecision`. */
  addDecision: (decision: Decision) => void
  /** For `onTransition`. */
  addTransition: (transition: Transition) => void
}

/**
 * An empty record of the decisions about `sessionId`.
 *
 * @param frame as the port of this name
 */
export function decisionLog(sessionId: string, frame = portsHere().frame): DecisionLog {
  const listeners = new Set<() => void>()
  let view: LogView = {
    sessionId,
    entries: [],
    dropped: 0,
    beganAt: null,
    transition: null,
    isOwn: false,
  }
  let history = NO_HISTORY
  let isDue = false

  const show = (next: LogView): void => {
    view = next
    if (isDue) return
    isDue = true
    frame(() => {
      isDue = false
      for (const listener of [...listeners]) listener()
    })
  }

  return {
    getView: () => view,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    addDecision: (decision) => {
      const known = heard(history, decision)
      history = after(known, decision)
      const [newest] = view.entries
      const entry: LogEntry = {
        number: (newest?.number ?? 0) + 1,
        decision,
        reasons: reasonsOf(decision, known),
        isDecision: isDecision(decision),
        isFailure:
          causeOf(decision, known) !== null ||
          grew(decision, 'statusFailures') ||
          grew(decision, 'rejected') ||
          endedEarly(decision) ||
          (decision.to === 'failed' && decision.from !== 'failed'),
      }
      const entries = [entry, ...view.entries].slice(0, KEPT)
      show({
        ...view,
        entries,
        dropped: entry.number - entries.length,
        beganAt: view.beganAt ?? decision.at,
        // Decisions are told a moment after the change of state that they make.
        isOwn: view.isOwn || (decision.from !== decision.to && decision.to === view.transition?.to),
      })
    },
    addTransition: (transition) => show({ ...view, transition, isOwn: false }),
  }
}

const isDecision = (decision: Decision): boolean =>
  decision.from !== decision.to ||
  does(decision, 'open-stream') ||
  does(decision, 'close-stream') ||
  does(decision, 'request-status') ||
  does(decision, 'cancel-request') ||
  does(decision, 'renew-credentials') ||
  does(decision, 'finish')
