import type { ReactElement } from 'react'
import { Link, useLocation } from 'react-router'

/** To all that is known of one session. Its id is long: the beginning tells it apart. */
export function SessionLink({ sessionId }: { sessionId: string }): ReactElement {
  const { search } = useLocation()
  return (
    <Link
      className="session-link"
      to={{ pathname: `/admin/sessions/${encodeURIComponent(sessionId)}`, search }}
      title={sessionId}
    >
      <bdi>{sessionId.slice(0, 8)}</bdi>
    </Link>
  )
}
