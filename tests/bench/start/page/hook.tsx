import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { show } from './show'

show(useTranscriptionStatusSSE)
