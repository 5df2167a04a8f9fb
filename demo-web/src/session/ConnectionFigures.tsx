import './connection-figures.css'
import type { ReactElement } from 'react'
import type { Connection } from 'transcription-status-sse'
import { useMessages } from '../language/LanguageProvider'

/** What the connection did so far, for the curious. */
export function ConnectionFigures({ connection }: { connection: Connection }): ReactElement {
  const { connectionFigures: text, units } = useMessages()
  const { metrics, lastUpdateAt } = connection
  const failures = Object.values(metrics.failures).reduce((sum, count) => sum + count, 0)
  const lastUpdate = lastUpdateAt === null ? text.never : units.timeOfDay(new Date(lastUpdateAt))
  const figures: [string, string][] = [
    [text.state, text.states[connection.state]],
    [text.lastUpdate, lastUpdate],
    [text.updates, units.count(metrics.updates)],
    // Where streams cannot be used at all, saying so would only worry people.
    ...(metrics.streamsOpened === 0
      ? []
      : ([
          [text.streams, units.count(metrics.streamsOpened)],
          [text.streamFailures, units.count(failures)],
        ] as [string, string][])),
    [text.statusRequests, units.count(metrics.statusRequests)],
    [text.statusFailures, units.count(metrics.statusFailures)],
    [text.outdated, units.count(metrics.outdated)],
    [text.rejected, units.count(metrics.rejected)],
  ]
  return (
    <details className="connection-figures">
      <summary>{text.heading}</summary>
      <dl>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
