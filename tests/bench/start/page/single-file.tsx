import { useTranscriptionStatusSSE } from 'transcription-status-sse/single-file'
import { show } from './show'

show(useTranscriptionStatusSSE)
