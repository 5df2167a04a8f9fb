import type { ReactElement } from 'react'
import type { SessionStability } from '../api/answers'
import { useSay } from '../say'

/** What an administrator should know of a session at a glance. */
export function Remarks({ session }: { session: SessionStability }): ReactElement | null {
  const say = useSay().messages.stability
  const remarks = [
    { text: say.open, isTrue: session.is_open, tone: 'good' },
    { text: say.flapping, isTrue: session.is_flapping, tone: 'bad' },
    { text: say.fallback, isTrue: session.fallback_reason !== null, tone: 'warning' },
  ].filter(({ isTrue }) => isTrue)
  if (remarks.length === 0) return null
  return (
    <ul className="session-remarks">
      {remarks.map(({ text, tone }) => (
        <li key={text} data-tone={tone}>
          {text}
        </li>
      ))}
    </ul>
  )
}
