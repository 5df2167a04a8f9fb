import './connection-indicator.css'
import type { ReactElement } from 'react'
import {
  CheckIcon,
  CrossIcon,
  IntervalIcon,
  OfflineIcon,
  PauseIcon,
  RetryIcon,
} from '../shell/icons'
import type { ConnectionLine, ConnectionLook } from './connectionLine'

/** One line that tells how updates arrive. */
export function ConnectionIndicator({ look, text, hint }: ConnectionLine): ReactElement {
  return (
    <div className="connection" data-look={look}>
      <span className="connection-sign">{sign(look)}</span>
      <span className="connection-text">{text}</span>
      {hint !== undefined && <span className="connection-hint">{hint}</span>}
    </div>
  )
}

function sign(look: ConnectionLook): ReactElement {
  switch (look) {
    case 'waiting':
    case 'live':
    case 'steady':
      return <span className="connection-dot" />
    case 'retrying':
      return <RetryIcon />
    case 'fallback':
      return <IntervalIcon />
    case 'offline':
      return <OfflineIcon />
    case 'paused':
      return <PauseIcon />
    case 'finished':
      return <CheckIcon />
    case 'cancelled':
    case 'failed':
      return <CrossIcon />
  }
}
