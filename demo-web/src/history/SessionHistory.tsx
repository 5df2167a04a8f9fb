import './session-history.css'
import type { ReactElement } from 'react'
import { Link, useLocation } from 'react-router'
import { listSessions, type SessionSummary } from '../api/service'
import { useAnswer } from '../api/useAnswer'
import { messages } from '../messages'
import { policyQuery } from '../policyFromQuery'
import { clock } from '../quantities'
import { Notice } from '../shell/Notice'

/** The user's own transcriptions, newest first. */
export function SessionHistory(): ReactElement {
  const { answer: sessions, problem, askAgain } = useAnswer(listOwnSessions, null)
  return (
    <section aria-labelledby="history-heading">
      <h2 id="history-heading">{messages.history.heading}</h2>
      {problem !== null && (
        <Notice tone="calm" title={problem.title} detail={problem.detail}>
          <button type="button" className="button quiet" onClick={askAgain}>
            {messages.session.tryAgain}
          </button>
        </Notice>
      )}
      {sessions?.length === 0 && <p className="note">{messages.history.empty}</p>}
      {sessions !== null && sessions.length > 0 && (
        <ul className="history">
          {sessions.map((session) => (
            <HistoryEntry key={session.session_id} session={session} />
          ))}
        </ul>
      )}
    </section>
  )
}

function listOwnSessions(_: null, signal: AbortSignal): Promise<SessionSummary[]> {
  return listSessions(signal)
}

function HistoryEntry({ session }: { session: SessionSummary }): ReactElement {
  const { search } = useLocation()
  const { status } = session.status
  const created = new Date(session.created_at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return (
    <li>
      <Link
        className="history-entry"
        to={{ pathname: `/sessions/${session.session_id}`, search: policyQuery(search) }}
      >
        <span className="history-name">{session.file_name}</span>
        <span className="history-when">{`${created} · ${clock(session.audio_seconds)}`}</span>
        <span className="badge" data-status={status}>
          {messages.jobStatus[status] ?? status}
        </span>
      </Link>
    </li>
  )
}
