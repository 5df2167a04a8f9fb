import { createTranscriptionClient, preload } from 'transcription-status-sse/client'
import type {
  CoreKind,
  PreloadOptions,
  TranscriptionClient,
  TranscriptionClientOptions,
} from 'transcription-status-sse/client'
import copied from 'transcription-status-sse/core.wasm'

const place: PreloadOptions = { wasmUrl: new URL('https://cdn.example.com/core.wasm') }
const core: CoreKind = await preload(place)
await preload({ wasmUrl: copied satisfies string })
// @ts-expect-error there is no such option
await preload({ url: '/core.wasm' })

const options: TranscriptionClientOptions = { baseUrl: 'https://api.example.com' }
const client: TranscriptionClient = createTranscriptionClient('first', options)
const stop: () => void = client.subscribe(() => console.log(client.getSnapshot().status?.progress))
stop()
client.dispose()
console.log(core)
