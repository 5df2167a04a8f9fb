import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import type {
  Connection,
  TranscriptionStatus,
  UseTranscriptionStatusOptions,
} from 'transcription-status-sse'

export function Progress({ sessionId, baseUrl }: { sessionId: string | null; baseUrl?: string }) {
  const options: UseTranscriptionStatusOptions = {
    ...(baseUrl !== undefined && { baseUrl }),
    enabled: true,
    policy: { maxAttempts: 5 },
    headers: async () => ({ authorization: await Promise.resolve('Bearer') }),
    onTransition: ({ from, to }) => console.log(from satisfies string, to satisfies string),
  }
  const { status, connection, error, retry } = useTranscriptionStatusSSE(sessionId, options)
  // @ts-expect-error there is no such option
  useTranscriptionStatusSSE(sessionId, { url: '/' })
  if (error?.fatal) return <button onClick={retry}>{error.message}</button>
  return <Line status={status} mode={connection.mode} />
}

interface LineProps {
  status: TranscriptionStatus | null
  mode: Connection['mode']
}

const Line = ({ status, mode }: LineProps) => (
  <p>
    {status?.message} {status?.progress} {mode}
  </p>
)
