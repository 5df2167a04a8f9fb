import { ConnectionInspector, useDecisionLog } from 'transcription-status-sse/inspector'
import 'transcription-status-sse/inspector.css'

export function Inspected({ sessionId }: { sessionId: string }) {
  const log = useDecisionLog(sessionId)
  return <ConnectionInspector sessionId={sessionId} log={log} />
}
