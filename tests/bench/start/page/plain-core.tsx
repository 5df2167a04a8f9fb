import { useTranscriptionStatusSSE } from 'transcription-status-sse/plain'
import { show } from './show'

show(useTranscriptionStatusSSE)
