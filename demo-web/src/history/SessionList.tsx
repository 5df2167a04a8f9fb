import './session-list.css'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import type { SessionSummary } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from '../session/lifecycle'
import { useVisible } from '../shell/useVisible'
import { DeletionDialog } from './DeletionDialog'
import { FollowedEntry } from './FollowedEntry'
import { followedOf } from './following'
import { SessionEntry } from './SessionEntry'

interface SessionListProps {
  sessions: readonly SessionSummary[]
  onStatus: (sessionId: string, status: TranscriptionStatus) => void
  /** A session was deleted; the focus was on its entry. */
  onDeleted: (sessionId: string) => void
  /** What is shown may be old. */
  onStale: () => void
}

/** Sessions with what can be done to them; those that run are followed while they are seen. */
export function SessionList({
  sessions,
  onStatus,
  onDeleted,
  onStale,
}: SessionListProps): ReactElement {
  const text = useMessages().history
  const isVisible = useVisible()
  const followed = isVisible ? followedOf(sessions) : new Set<string>()
  const [deleting, setDeleting] = useState<SessionSummary | null>(null)
  const [news, setNews] = useState('')
  useWhenShownAgain(isVisible, onStale)

  return (
    <>
      <ul className="history">
        {sessions.map((session) => {
          const entry = {
            session,
            onDelete: () => {
              setDeleting(session)
            },
          }
          return followed.has(session.session_id) ? (
            <FollowedEntry
              key={session.session_id}
              {...entry}
              onStatus={(status) => {
                onStatus(session.session_id, status)
                // Only the service knows what can be done to it now.
                if (hasEnded(status)) onStale()
              }}
            />
          ) : (
            <SessionEntry key={session.session_id} {...entry} />
          )
        })}
      </ul>
      <p className="visually-hidden" role="status">
        {news}
      </p>
      <DeletionDialog
        session={deleting}
        onClose={() => {
          setDeleting(null)
        }}
        onDeleted={({ session_id: id, file_name: name }) => {
          setDeleting(null)
          setNews(text.deleted(name))
          onDeleted(id)
        }}
      />
    </>
  )
}

function useWhenShownAgain(isVisible: boolean, onShownAgain: () => void): void {
  const wasVisible = useRef(isVisible)
  useEffect(() => {
    if (isVisible && !wasVisible.current) onShownAgain()
    wasVisible.current = isVisible
  }, [isVisible, onShownAgain])
}
