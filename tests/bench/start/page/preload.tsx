import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { preload } from 'transcription-status-sse/client'
import { show } from './show'

// As js-bindings/docs/loading.md advises: at application start, before anything is rendered.
void preload()
show(useTranscriptionStatusSSE)
