import type { ReactElement, ReactNode } from 'react'
import type { SessionStability } from '../api/answers'
import { Coded } from '../parts/Coded'
import { Figures } from '../parts/Figures'
import { useSay } from '../say'
import { Remarks } from '../sections/Remarks'

const counts = ['streams', 'breaks', 'reconnects', 'refusals', 'polls'] as const

/** One session's connection in short. */
export function SessionSummary({ stability }: { stability: SessionStability }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.session
  const { mode, state, fallback_reason: reason } = stability
  const words: [string, ReactNode][] = [
    [say.first, quantities.dateTime(stability.first_at)],
    [say.last, quantities.dateTime(stability.last_at)],
    [say.user, stability.user_id],
    [say.arm, stability.arm && messages.transports[stability.arm]],
    [say.now, stability.is_open ? say.open : say.closed],
    [say.mode, mode && <Coded code={mode} words={messages.transports} />],
    [say.state, state && <Coded code={state} words={messages.states} />],
    [say.fallback, reason && <Coded code={reason} words={messages.fallbackReasons} />],
  ]
  return (
    <>
      <Figures
        rows={[
          ...counts.map((name) => ({
            name: messages.stability[name],
            value: quantities.count(stability[name]),
          })),
          { name: say.sse, value: quantities.duration(stability.sse_s) },
          { name: say.polling, value: quantities.duration(stability.polling_s) },
          {
            name: messages.stability.uptime,
            value:
              stability.uptime_ratio === null ? '–' : quantities.percent(stability.uptime_ratio),
          },
        ]}
      />
      <Remarks session={stability} />
      <dl className="admin-totals">
        {words
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
      </dl>
    </>
  )
}
