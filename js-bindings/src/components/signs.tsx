import type { ReactElement, ReactNode } from 'react'
import type { ConnectionLook } from './connection-line.js'

// Drawn on a 24-unit grid in the colour of the text beside them; the text says what they mean.
// Strokes are attributes, not styles, so that they are drawn under any Content-Security-Policy.
function Sign({ children }: { children: ReactNode }): ReactElement {
  return (
    <svg
      width="20"
      height="20"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  )
}

export const AlertSign = (): ReactElement => (
  <Sign>
    <path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2" />
  </Sign>
)

/** One sign for each look; no two are alike without their colour. */
const DRAWINGS: Record<ConnectionLook, ReactElement> = {
  idle: <circle cx="12" cy="12" r="8.5" strokeDasharray="3.4 5.5" />,
  waiting: <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3.5" />,
  live: (
    <>
      <circle cx="12" cy="12" r="3" fill="currentColor" />
      <path d="M7 17a7 7 0 0 1 0-10M17 7a7 7 0 0 1 0 10M4.2 19.8a11 11 0 0 1 0-15.6M19.8 4.2a11 11 0 0 1 0 15.6" />
    </>
  ),
  steady: (
    <path d="M20 10a8 8 0 0 0-14.5-3.2L4 9M4 4v5h5M4 14a8 8 0 0 0 14.5 3.2L20 15M20 20v-5h-5" />
  ),
  retrying: <path d="M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4" />,
  fallback: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  unanswered: <path d="M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2" />,
  offline: (
    <path d="M4 4l16 16M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4.2-2.5M13.5 9a10 10 0 0 1 5.5 3M12 19v.2" />
  ),
  paused: <path d="M9 6v12M15 6v12" />,
  finished: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  cancelled: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m6 6 12 12" />
    </>
  ),
  failed: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
  stopped: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M8 12h8" />
    </>
  ),
}

export const ConnectionSign = ({ look }: { look: ConnectionLook }): ReactElement => (
  <Sign>{DRAWINGS[look]}</Sign>
)
