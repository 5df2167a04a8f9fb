import type { ReactElement, ReactNode } from 'react'
import type { Connection, ConnectionMetrics } from '../types.js'
import type { InspectorMessages } from './messages/contract.js'
import { useNow } from './use-now.js'

/** Often enough for a countdown in tenths to look alive. */
const LOOK_MS = 200

interface FiguresProps {
  connection: Connection
  messages: InspectorMessages
}

/** How the connection stands now, and how it fared. */
export function Figures({ connection, messages }: FiguresProps): ReactElement {
  const text = messages.figures
  const { metrics, mode, attempt, maxAttempts, fallbackReason, pollIntervalMs } = connection
  const failures = failuresOf(metrics)
  return (
    <dl data-part="figures">
      <Figure name={text.state} value={<code>{connection.state}</code>} />
      <Figure name={text.mode} value={mode === null ? text.noMode : <code>{mode}</code>} />
      <Figure name={text.attempt} value={text.outOf(attempt, maxAttempts)} />
      <Figure
        name={connection.isFallback ? text.nextProbe : text.next}
        value={<Next {...{ connection, messages }} />}
      />
      {pollIntervalMs !== null && (
        <Figure name={text.pollInterval} value={messages.duration(pollIntervalMs)} />
      )}
      {fallbackReason !== null && (
        <Figure name={text.fallbackReason} value={<code>{fallbackReason}</code>} />
      )}
      <Figure name={text.lastUpdate} value={<LastUpdate {...{ connection, messages }} />} />
      <Figure name={text.uptime} value={messages.percent(metrics.uptimeRatio)} />
      <Figure
        name={text.streams}
        value={`${messages.number(metrics.streamsOpened)}, ${messages.number(metrics.connects)}`}
      />
      <Figure name={text.failures} value={failures ?? messages.number(0)} />
      <Figure name={text.requests} value={messages.number(metrics.requests)} />
      <Figure name={text.statusRequests} value={messages.number(metrics.statusRequests)} />
      <Figure name={text.statusFailures} value={messages.number(metrics.statusFailures)} />
      <Figure name={text.updates} value={messages.number(metrics.updates)} />
      <Figure
        name={text.skipped}
        value={`${messages.number(metrics.outdated)}, ${messages.number(metrics.rejected)}`}
      />
      <Figure name={text.bytes} value={messages.bytes(metrics.bytes)} />
      <Figure name={text.latency} value={latency(metrics, messages)} />
    </dl>
  )
}

function Figure({ name, value }: { name: string; value: ReactNode }): ReactElement {
  return (
    <div data-part="figure">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Those causes that there were, by the names of the metrics; null when nothing failed. */
function failuresOf({ failures }: ConnectionMetrics): ReactElement | null {
  const causes = Object.entries(failures).filter(([, count]) => count > 0)
  if (causes.length === 0) return null
  return <code>{causes.map(([cause, count]) => `${cause} ${count}`).join(', ')}</code>
}

function Next({ connection, messages }: FiguresProps): string {
  const now = useNow(LOOK_MS)
  const { inTime, notPlanned, probing } = messages.figures
  if (connection.probing) return probing
  if (connection.nextAttemptAt === null || now === null) return notPlanned
  return inTime(Math.max(0, connection.nextAttemptAt - now))
}

function LastUpdate({ connection, messages }: FiguresProps): string {
  const now = useNow(LOOK_MS)
  if (connection.lastUpdateAt === null || now === null) return messages.figures.never
  return messages.figures.ago(Math.max(0, now - connection.lastUpdateAt))
}

function latency(
  { latency: { lastMs, uncertaintyMs } }: ConnectionMetrics,
  messages: InspectorMessages,
): string {
  const { plusMinus, unknown } = messages.figures
  return lastMs === null || uncertaintyMs === null ? unknown : plusMinus(lastMs, uncertaintyMs)
}
