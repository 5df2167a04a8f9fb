import type { TranscriptionStatus } from 'transcription-status-sse'
import { watch } from './ledger'

const page = document.getElementById('page')
if (page === null) throw new Error('Expected an element with the id "page" in the page.')
watch(page)
new EventSource('/api/v1/sessions/watched/status/stream').addEventListener('status', (event) => {
  const { sequence } = JSON.parse((event as MessageEvent<string>).data) as TranscriptionStatus
  page.textContent = String(sequence)
})
