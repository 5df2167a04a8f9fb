import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import {
  arabic,
  ConnectionIndicator,
  english,
  TranscriptionProgress,
  useSmoothProgress,
  type ProgressMessages,
} from 'transcription-status-sse/components'
import 'transcription-status-sse/components.css'

const messages: ProgressMessages = { ...english, status: { ...arabic.status } }

export function Card({ sessionId }: { sessionId: string }) {
  const following = useTranscriptionStatusSSE(sessionId)
  const { value } = useSmoothProgress(following.status)
  return (
    <TranscriptionProgress {...following} messages={messages} className="card" aria-label="Job">
      <ConnectionIndicator connection={following.connection} status={following.status} />
      {value}
    </TranscriptionProgress>
  )
}
