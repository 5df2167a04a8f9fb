/** Why the machine decided as it did, from what was observed and nothing else. */
import type { Decision, Timer } from '../types.js'
import { does, since } from './changes.js'
import { consequencesOf } from './consequences.js'
import type { History } from './history.js'
import { reason, type Reason } from './reason.js'
import { reasonsOfResponse, reasonsOfSilence } from './request-reasons.js'
import {
  isOfAnother,
  reasonsOfOpening,
  reasonsOfRefusal,
  reasonsOfWords,
} from './stream-reasons.js'

/** @param history what was known when the event had come, and before its effects */
export function reasonsOf(decision: Decision, history: History): Reason[] {
  const reasons = [...occasion(decision, history), ...consequencesOf(decision, history)]
  return reasons.length > 0 ? reasons : [reason('unchanged')]
}

/** What has happened, where it does not follow from the consequences. */
function occasion(decision: Decision, history: History): Reason[] {
  const { event, to, effects } = decision
  const isHeeded = effects.length > 0
  switch (event.type) {
    case 'start':
      if (to === 'closed') return [reason('startedFinished')]
      return to === 'suspended' ? [reason('startedOffline')] : []
    case 'retry':
      return isHeeded ? [reason('retried')] : []
    case 'acquire':
      return [reason('joined')]
    case 'release':
      return [reason('left')]
    case 'dispose':
      return [reason('letGo')]
    case 'online':
      return isHeeded ? [reason('online')] : []
    case 'offline':
      return isHeeded ? [reason('offline')] : []
    case 'hide':
      return [reason('hidden')]
    case 'wake':
      return [
        reason('woke', { awayMs: event.awayMs }),
        ...(does(decision, 'close-stream') ? [reason('replaced')] : []),
      ]
    case 'tick':
      return event.timers.length === 0
        ? [reason('nothingDue')]
        : event.timers.flatMap((timer) => reasonsOfTimer(decision, history, timer))
    case 'stream-opened':
      return reasonsOfOpening(decision, history, event)
    case 'stream-message':
    case 'stream-bytes':
      return reasonsOfWords(decision, history, event)
    case 'stream-refused':
      return reasonsOfRefusal(decision, history, event)
    case 'stream-failed':
      return isOfAnother(history, event) ? [reason('ofAnother')] : []
    case 'response':
      return reasonsOfResponse(decision, history, event)
  }
}

function reasonsOfTimer(decision: Decision, history: History, timer: Timer): Reason[] {
  switch (timer) {
    case 'connect':
    case 'silence':
    case 'backoff':
      // What came of it says it all.
      return []
    case 'poll':
      return [reason('poll', { sinceMs: since(decision, history.lastRequestAt) })]
    case 'request':
      return reasonsOfSilence(decision, history)
    case 'probe':
      return does(decision, 'open-stream')
        ? [reason('probe', { pollingMs: since(decision, history.pollingSince) })]
        : []
  }
}
