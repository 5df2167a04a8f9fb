import { createElement } from 'react'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'

export function Progress({ session, options }) {
  const { status, error } = useTranscriptionStatusSSE(session, options)
  return createElement('p', null, error?.message ?? status?.message ?? 'waiting')
}
