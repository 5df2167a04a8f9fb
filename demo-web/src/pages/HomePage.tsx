import './home-page.css'
import type { ReactElement } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { NewestSessions } from '../history/NewestSessions'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { NewTranscription } from '../upload/NewTranscription'
import { usePageFocus } from './usePageFocus'

/** Where a transcription begins, and where one's own are listed. */
export function HomePage(): ReactElement {
  const messages = useMessages()
  const { search } = useLocation()
  const navigate = useNavigate()
  const heading = usePageFocus()

  const showSession = (sessionId: string): void => {
    void navigate({ pathname: `/sessions/${sessionId}`, search: policyQuery(search) })
  }

  return (
    <div className="page home-page">
      <title>{messages.product}</title>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {messages.home.title}
        </h1>
        <p className="lead">{messages.home.lead}</p>
      </header>
      <NewTranscription onCreated={showSession} />
      <NewestSessions />
    </div>
  )
}
