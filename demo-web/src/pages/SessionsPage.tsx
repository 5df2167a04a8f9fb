import './page-head.css'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Link, useLocation } from 'react-router'
import { useRequest } from '../api/useRequest'
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
  const older = useRequest()
  const [news, setNews] = useState('')
  const heading = usePageFocus()

  const list = useRef<HTMLDivElement>(null)
  const shownBefore = useRef<number | null>(null)
  // With the last of them the button goes; the focus goes on to the first that was new.
  useEffect(() => {
    if (hasOlder || shownBefore.current === null) return
    list.current?.querySelectorAll<HTMLElement>('.history-link')[shownBefore.current]?.focus()
  }, [hasOlder])
  const goOn = (): void => {
    shownBefore.current = sessions?.length ?? null
    older.ask(showOlder, (count) => {
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
      <div ref={list}>
        {sessions !== null && (
          <SessionList
            sessions={sessions}
            onStatus={update}
            onStale={refresh}
            onDeleted={forget}
            home={heading}
          />
        )}
      </div>
      {older.problem !== null && <ProblemNotice problem={older.problem} />}
      <div className="actions centred">
        {hasOlder && (
          <button
            type="button"
            className="button quiet"
            aria-disabled={older.isAsked}
            onClick={goOn}
          >
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
