import * as hookAndClient from 'transcription-status-sse/single-file'
import * as client from 'transcription-status-sse/single-file/client'
import type { useTranscriptionStatusSSE } from 'transcription-status-sse'
import type * as Default from 'transcription-status-sse/client'

export const hook: typeof useTranscriptionStatusSSE = hookAndClient.useTranscriptionStatusSSE
export const clients: (typeof Default)[] = [hookAndClient, client]
export type Status = client.TranscriptionStatus

await client.preload()
// @ts-expect-error there is no .wasm to be found
await client.preload({ wasmUrl: '/core.wasm' })
