import 'transcription-status-sse/components.css'
import { preload } from 'transcription-status-sse/client'
import wasmUrl from 'transcription-status-sse/core.wasm'

void preload({ wasmUrl: new URL(wasmUrl, import.meta.url) })
void import('./shared/show.js')
