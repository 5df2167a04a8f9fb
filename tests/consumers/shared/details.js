import { createElement } from 'react'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'

export default function Details({ session, baseUrl }) {
  const { status } = useTranscriptionStatusSSE(session, { baseUrl })
  return createElement('output', { id: 'details' }, status?.message)
}
