import './connection-figures.css'
import type { ReactElement } from 'react'
import type { Connection } from 'transcription-status-sse'
import { messages } from '../messages'

/** What the connection did so far, for the curious. */
export function ConnectionFigures({ connection }: { connection: Connection }): ReactElement {
  const text = messages.connectionFigures
  const { metrics, lastUpdateAt } = connection
  const failures = Object.values(metrics.failures).reduce((sum, count) => sum + count, 0)
  const lastUpdate =
    lastUpdateAt === null ? text.never : new Date(lastUpdateAt).toLocaleTimeString()
  const figures: [string, string | number][] = [
    [text.state, connection.state],
    [text.lastUpdate, lastUpdate],
    [text.updates, metrics.updates],
    // Where streams cannot be used at all, saying so would only worry people.
    ...(metrics.streamsOpened === 0
      ? []
      : ([
          [text.streams, metrics.streamsOpened],
          [text.streamFailures, failures],
        ] as [string, number][])),
    [text.statusRequests, metrics.statusRequests],
    [text.statusFailures, metrics.statusFailures],
    [text.outdated, metrics.outdated],
    [text.rejected, metrics.rejected],
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
