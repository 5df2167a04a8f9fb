import './session-page.css'
import { useMemo, type ReactElement } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { readSession, telemetryUrl } from '../api/service'
import { useAnswer } from '../api/useAnswer'
import { messages } from '../messages'
import { policyFromQuery, policyQuery } from '../policyFromQuery'
import { assignedTransport } from '../session/assignedTransport'
import { ConnectionFigures } from '../session/ConnectionFigures'
import { JobFailure } from '../session/JobFailure'
import { Statistics } from '../session/Statistics'
import { StatusCard } from '../session/StatusCard'
import { TranscriptText } from '../session/TranscriptText'
import { Unavailable } from '../session/Unavailable'
import { usePageFocus } from './usePageFocus'

/** One transcription job, live. */
export function SessionPage(): ReactElement {
  const { sessionId = '' } = useParams()
  const { search } = useLocation()
  const options = useMemo(
    () => ({
      policy: policyFromQuery(search),
      shareAcrossTabs: true,
      transport: assignedTransport(document.cookie),
      telemetryUrl,
    }),
    [search],
  )
  const { status, connection, error, retry } = useTranscriptionStatusSSE(sessionId, options)
  const { answer: session } = useAnswer(readSession, sessionId)

  const heading = usePageFocus()
  const name = session?.file_name ?? messages.session.untitled
  const title =
    status?.status === 'processing'
      ? messages.session.titleWithProgress(status.progress, name)
      : messages.pageTitle(name)

  return (
    <div className="page session-page">
      <title>{title}</title>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {name}
        </h1>
        <Link className="button quiet" to={{ pathname: '/', search: policyQuery(search) }}>
          {messages.session.startAnother}
        </Link>
      </header>
      {error?.fatal === true && <Unavailable error={error} retry={retry} />}
      {(status !== null || error?.fatal !== true) && (
        <>
          <StatusCard sessionId={sessionId} {...{ status, connection, error }} />
          {status?.status === 'failed' && <JobFailure status={status} />}
          {status?.statistics != null && <Statistics statistics={status.statistics} />}
          {status?.status === 'completed' && <TranscriptText sessionId={sessionId} />}
          <ConnectionFigures connection={connection} />
        </>
      )}
    </div>
  )
}
