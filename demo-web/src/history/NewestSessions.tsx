import { useRef, type ReactElement } from 'react'
import { Link, useLocation } from 'react-router'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { ProblemNotice } from '../shell/ProblemNotice'
import { SessionList } from './SessionList'
import { useSessions } from './useSessions'

const shownAtMost = 5

/** The newest of the user's transcriptions, and the way to all of them. */
export function NewestSessions(): ReactElement {
  const { history, session } = useMessages()
  const search = policyQuery(useLocation().search)
  const { sessions, problem, hasOlder, refresh, update, forget } = useSessions(shownAtMost)
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section aria-labelledby="history-heading">
      <div className="section-head">
        <h2 id="history-heading" ref={heading} tabIndex={-1}>
          {history.heading}
        </h2>
        {hasOlder && <Link to={{ pathname: '/sessions', search }}>{history.showAll}</Link>}
      </div>
      {problem !== null && (
        <ProblemNotice problem={problem} tone="calm">
          <button type="button" className="button quiet" onClick={refresh}>
            {session.tryAgain}
          </button>
        </ProblemNotice>
      )}
      {sessions?.length === 0 && <p className="note history-empty">{history.empty}</p>}
      {sessions !== null && (
        <SessionList
          sessions={sessions}
          onStatus={update}
          onStale={refresh}
          onDeleted={(id) => {
            forget(id)
            refresh()
          }}
          home={heading}
        />
      )}
    </section>
  )
}
