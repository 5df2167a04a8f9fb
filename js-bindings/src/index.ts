/** The React entry. */
export { useTranscriptionStatusSSE } from './react/use-transcription-status-sse.js'
export type * from './types.js'
