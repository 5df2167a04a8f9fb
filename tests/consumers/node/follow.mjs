// Writes what it is shown of a session of the server at the address given, until the first status.
import { createTranscriptionClient, preload } from 'transcription-status-sse/client'

const core = await preload()
const client = createTranscriptionClient('first', { baseUrl: process.argv[2], transport: 'fetch' })
const stop = client.subscribe(() => {
  const { status, connection } = client.getSnapshot()
  if (status === null) return
  console.log(JSON.stringify({ core, message: status.message, mode: connection.mode }))
  stop()
  client.dispose()
})
