import { createTranscriptionClient, preload } from 'transcription-status-sse/client'

const show = (id, text) => (document.getElementById(id).textContent = text)

// At once, as browsers may ask for the first session before anything else of the page.
const client = createTranscriptionClient('first')
client.subscribe(() => {
  const { status, connection } = client.getSnapshot()
  show('message', status?.message ?? '')
  show('mode', connection.mode ?? '')
})
show('core', await preload())
