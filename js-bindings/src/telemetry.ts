/** Tells a server how a connection fares. Loaded where `telemetryUrl` is set. */
import type { EnvironmentChange, Ports } from './ports/ports.js'
import type { Connection, TranscriptionSnapshot } from './types.js'

/** What just happened: in the environment, something to be seen at once, or the session let go. */
export type Occasion = EnvironmentChange['type'] | 'publish' | 'finish'

/** What is sent, as JSON. Figures count from the beginning of the connection. */
export interface HealthReport {
  session_id: string
  /** Names this connection among others of its session. */
  connection_id: string
  /** From 1, one more with each report of the connection. */
  report: number
  /** The page was left, or nothing follows: the session is over, or was let go. */
  reason: 'hidden' | 'ended'
  state: Connection['state']
  mode: Connection['mode']
  fallback_reason: Connection['fallbackReason']
  metrics: Connection['metrics']
}

/** Reports on one connection. */
export interface Telemetry {
  /** Sends what there is to say, when it is time to and not what was sent last. */
  note: (occasion: Occasion, snapshot: TranscriptionSnapshot) => void
}

/** Loads what is needed at the end, when nothing can be loaded any more. */
export async function beginTelemetry(
  sessionId: string,
  url: string,
  ports: Pick<Ports, 'seed' | 'loadBeacon'>,
): Promise<Telemetry> {
  const send = await ports.loadBeacon()
  const connectionId = randomId(ports.seed)
  let count = 0
  let sent = ''
  return {
    note: (occasion, { connection }) => {
      const { state, mode, fallbackReason, metrics } = connection
      const isOver = occasion === 'finish' || state === 'closed' || state === 'failed'
      if (!isOver && occasion !== 'hide') return
      const said = { state, mode, fallback_reason: fallbackReason, metrics }
      const text = JSON.stringify(said)
      if (text === sent) return
      sent = text
      const report: HealthReport = {
        session_id: sessionId,
        connection_id: connectionId,
        report: ++count,
        reason: isOver ? 'ended' : 'hidden',
        ...said,
      }
      send(url, JSON.stringify(report))
    },
  }
}

/** crypto.randomUUID() is for secure contexts only. */
const randomId = (chance: () => number): string =>
  Array.from({ length: 4 }, () => chance().toString(16).padStart(8, '0')).join('')
