import { createTranscriptionClient } from 'transcription-status-sse/client'
import { watch } from './ledger'

const page = document.getElementById('page')
if (page === null) throw new Error('Expected an element with the id "page" in the page.')
watch(page)
const client = createTranscriptionClient('watched')
client.subscribe(() => {
  page.textContent = String(client.getSnapshot().status?.sequence)
})
