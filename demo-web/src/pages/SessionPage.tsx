import './page-head.css'
import type { ReactElement } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { TranscriptionProgress } from 'transcription-status-sse/components'
import 'transcription-status-sse/components.css'
import '../session/status-card.css'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { ConnectionFigures } from '../session/ConnectionFigures'
import { DeleteButton } from '../session/DeleteButton'
import { EndNotification } from '../session/EndNotification'
import { faviconOf } from '../session/favicon'
import { JobActions } from '../session/JobActions'
import { hasEnded } from '../session/lifecycle'
import { sessionTitle } from '../session/sessionTitle'
import { Statistics } from '../session/Statistics'
import { useFavicon } from '../session/useFavicon'
import { useSession } from '../session/useSession'
import { useStatusOptions } from '../session/useStatusOptions'
import { Transcript } from '../transcript/Transcript'
import { usePageFocus } from './usePageFocus'

/** One transcription job, live. */
export function SessionPage(): ReactElement {
  const { sessionId = '' } = useParams()
  const search = policyQuery(useLocation().search)
  const messages = useMessages()
  const live = useTranscriptionStatusSSE(sessionId, useStatusOptions())
  const { status, connection } = live
  const session = useSession(sessionId, status !== null && hasEnded(status))
  const heading = usePageFocus()
  useFavicon(faviconOf(status))

  const name = session?.file_name ?? messages.session.untitled
  return (
    <div className="page session-page">
      <title>{sessionTitle(messages, name, status)}</title>
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          <bdi>{name}</bdi>
        </h1>
        <div className="actions">
          {session !== null && status !== null && <DeleteButton session={{ ...session, status }} />}
          <Link className="button quiet" to={{ pathname: '/', search }}>
            {messages.session.startAnother}
          </Link>
        </div>
      </header>
      <TranscriptionProgress className="status-card" {...live} messages={messages.progress}>
        {status !== null && <JobActions status={status} session={session} />}
      </TranscriptionProgress>
      {status !== null && (
        <>
          <EndNotification name={name} status={status} />
          {status.statistics != null && <Statistics statistics={status.statistics} />}
          {status.status === 'completed' && <Transcript session={session} sessionId={sessionId} />}
          <ConnectionFigures connection={connection} />
        </>
      )}
    </div>
  )
}
