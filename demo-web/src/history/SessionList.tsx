import './session-list.css'
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import type { SessionSummary } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from '../session/lifecycle'
import { useVisible } from '../shell/useVisible'
import { DeletionDialog } from './DeletionDialog'
import { followedOf } from './following'
import { SessionEntry } from './SessionEntry'

interface SessionListProps {
  sessions: readonly SessionSummary[]
  onStatus: (sessionId: string, status: TranscriptionStatus) => void
  onDeleted: (sessionId: string) => void
  /** Takes the focus when the entry that had it is deleted. */
  home: RefObject<HTMLElement | null>
  /** What is shown may be old. */
  onStale: () => void
}

/** Sessions with what can be done to them; those that run are followed while they are seen. */
export function SessionList({
  sessions,
  onStatus,
  onDeleted,
  home,
  onStale,
}: SessionListProps): ReactElement {
  const text = useMessages().history
  const isVisible = useVisible()
  const followed = isVisible ? followedOf(sessions) : new Set<string>()
  const [deleting, setDeleting] = useState<SessionSummary | null>(null)
  const [news, setNews] = useState('')
  useWhenShownAgain(isVisible, onStale)

  // Only when the dialog is gone, which keeps the focus inside as long as it is there.
  const isFocusLost = useRef(false)
  useEffect(() => {
    if (deleting !== null || !isFocusLost.current) return
    home.current?.focus()
    isFocusLost.current = false
  }, [deleting, home])

  return (
    <>
      <ul className="history">
        {sessions.map((session) => (
          <SessionEntry
            key={session.session_id}
            session={session}
            isFollowed={followed.has(session.session_id)}
            onStatus={(status) => {
              onStatus(session.session_id, status)
              // Only the service knows what can be done to it now.
              if (hasEnded(status)) onStale()
            }}
            onDelete={() => {
              setDeleting(session)
            }}
          />
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {news}
      </p>
      {deleting !== null && (
        <DeletionDialog
          session={deleting}
          onClose={() => {
            setDeleting(null)
          }}
          onDeleted={() => {
            isFocusLost.current = true
            setDeleting(null)
            setNews(text.deleted(deleting.file_name))
            onDeleted(deleting.session_id)
          }}
        />
      )}
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
