import './page-head.css'
import { useState, type ReactElement } from 'react'
import { Link, useLocation } from 'react-router'
import { SessionList } from '../history/SessionList'
import { useSessions } from '../history/useSessions'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { ProblemNotice } from '../shell/ProblemNotice'
import { usePageFocus } from './usePageFocus'

const pageSize = 20

/** All of the user's transcriptions. */
export function SessionsPage(): ReactElement {
  const { history, pageTitle, session } = useMessages()
  const search = policyQuery(useLocation().search)
  const { sessions, problem, hasOlder, refresh, showOlder, update, forget } = useSessions(pageSize)
  const [news, setNews] = useState('')
  const heading = usePageFocus()

  const goOn = (): void => {
    void showOlder().then((count) => {
      if (count > 0) setNews(history.olderShown(count))
    })
  }

  return (
    <div className="page">
      <title>{pageTitle(history.heading)}</title>
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {history.heading}
          </h1>
          <p className="lead">{history.lead}</p>
        </div>
        <Link className="button" to={{ pathname: '/', search }}>
          {session.startAnother}
        </Link>
      </header>
      {problem !== null && (
        <ProblemNotice problem={problem} tone="calm">
          <button type="button" className="button quiet" onClick={refresh}>
            {session.tryAgain}
          </button>
        </ProblemNotice>
      )}
      {sessions === null && problem === null && <p className="note">{history.loading}</p>}
      {sessions?.length === 0 && <p className="note history-empty">{history.empty}</p>}
      {sessions !== null && sessions.length > 0 && (
        <SessionList
          sessions={sessions}
          onStatus={update}
          onStale={refresh}
          onDeleted={(id) => {
            forget(id)
            heading.current?.focus()
          }}
        />
      )}
      <div className="actions centred">
        {hasOlder && (
          <button type="button" className="button quiet" onClick={goOn}>
            {history.showOlder}
          </button>
        )}
      </div>
      <p className="visually-hidden" role="status">
        {news}
      </p>
    </div>
  )
}
