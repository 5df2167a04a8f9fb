import type { ReactElement } from 'react'
import type { Connection, TranscriptionStatus } from '../types.js'
import type { ProgressMessages } from './messages/contract.js'
import { remainingMs } from './time-left.js'
import { useTimedText } from './use-timed-text.js'

interface NotesProps {
  status: TranscriptionStatus | null
  connection: Connection
  messages: ProgressMessages
}

/**
 * What else is known of the job: when it will be done, what came of it, that it was begun anew. An
 * estimate that nothing refreshes would be a guess: then it says how old the status is.
 */
export function Notes({ status, connection, messages }: NotesProps): ReactElement {
  return (
    <div data-part="notes">
      {status !== null && <Outlook {...{ status, connection, messages }} />}
      {status !== null && status.attempt > 1 && (
        <p data-part="attempt">{messages.startedAgain(status.attempt)}</p>
      )}
    </div>
  )
}

interface OutlookProps extends NotesProps {
  status: TranscriptionStatus
}

function Outlook({ status, connection, messages }: OutlookProps): ReactElement | null {
  const { isStale, lastUpdateAt } = connection
  if (isStale) return <Age lastUpdateAt={lastUpdateAt} messages={messages} />
  const { words, audio_seconds: audioSeconds } = status.statistics ?? {}
  if (status.status === 'completed' && words != null && audioSeconds != null) {
    return <p data-part="summary">{messages.summary(words, audioSeconds)}</p>
  }
  const remaining = status.status === 'processing' ? remainingMs(status) : null
  return remaining === null ? null : <Estimate {...{ remaining, lastUpdateAt, messages }} />
}

interface EstimateProps {
  /** Milliseconds, when the update arrived. */
  remaining: number
  lastUpdateAt: number | null
  messages: ProgressMessages
}

/** Counts down between updates: by the time since the last one arrived, on one and the same clock. */
function Estimate({ remaining, lastUpdateAt, messages }: EstimateProps): ReactElement {
  const text = useTimedText((now) =>
    messages.timeLeft(Math.max(0, remaining - elapsed(lastUpdateAt, now)) / 1000),
  )
  return <p data-part="estimate">{text}</p>
}

type AgeProps = Omit<EstimateProps, 'remaining'>

function Age({ lastUpdateAt, messages }: AgeProps): ReactElement | null {
  const text = useTimedText((now) =>
    now === null || lastUpdateAt === null ? '' : messages.age(elapsed(lastUpdateAt, now) / 1000),
  )
  return text === '' ? null : <p data-part="age">{text}</p>
}

const elapsed = (since: number | null, now: number | null): number =>
  since === null || now === null ? 0 : Math.max(0, now - since)
