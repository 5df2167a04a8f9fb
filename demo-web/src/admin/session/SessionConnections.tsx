import './session.css'
import { useState, type ReactElement } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { RetryIcon } from '../../shell/icons'
import { Notice } from '../../shell/Notice'
import type { SessionHistory } from '../api/answers'
import { useAccess, useQuestion } from '../api/useQuestion'
import { Heading } from '../parts/Heading'
import { useSay } from '../say'
import { Section } from '../sections/Section'
import { SessionLists } from './SessionLists'
import { SessionSummary } from './SessionSummary'
import { Timeline } from './Timeline'

/** Everything that is known of the connections of one session. */
export function SessionConnections(): ReactElement {
  const { messages } = useSay()
  const say = messages.session
  const { sessionId = '' } = useParams()
  const { search } = useLocation()
  // Whoever comes back to it looks for what is new.
  const [opened] = useState(() => performance.now())
  const [round, setRound] = useState(0)
  const name = `session ${sessionId}`
  const asked = useQuestion<SessionHistory>(
    name,
    `${opened} ${round}`,
    0,
    () => `sessions/${encodeURIComponent(sessionId)}`,
  )
  const access = useAccess()
  if (access === 'unknown') return <p role="status">{messages.loadingPage}</p>
  const question = { ...asked, ref: () => undefined, isOfOtherPeriod: false }
  return (
    <>
      <title>{messages.pageTitle(`${say.title} ${sessionId.slice(0, 8)}`)}</title>
      <div>
        <p className="back">
          <Link to={{ pathname: '/admin', search }}>{say.back}</Link>
        </p>
        <Heading>{say.title}</Heading>
        <p className="lead">
          <code dir="ltr" className="session-id">
            {sessionId}
          </code>
        </p>
      </div>
      <div className="actions">
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            setRound(round + 1)
          }}
        >
          <RetryIcon />
          {messages.renewal.reload}
        </button>
      </div>
      <Section name="session" title={say.summary} question={question}>
        {(history) =>
          history.stability === null ? (
            <Notice tone="calm" title={say.never} detail={say.neverDetail} />
          ) : (
            <>
              <SessionSummary stability={history.stability} />
              <Timeline history={history} />
            </>
          )
        }
      </Section>
      {asked.answer !== null && <SessionLists history={asked.answer} />}
    </>
  )
}
