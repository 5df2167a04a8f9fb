import type { ReactElement } from 'react'
import { Link } from 'react-router'
import { Notice } from '../shell/Notice'
import type { Overview } from './api/answers'
import { useSay } from './say'

/** Says what the page will show, and how to have something to show, where there is nothing. */
export function EmptyNotice({ overview }: { overview: Overview }): ReactElement | null {
  const say = useSay().messages.empty
  const { sessions, attempts, polls, now } = overview
  if (sessions + attempts + polls + now.streams > 0) return null
  return (
    <Notice tone="calm" title={say.title} detail={say.detail}>
      <Link className="button quiet" to="/">
        {say.make}
      </Link>
    </Notice>
  )
}
