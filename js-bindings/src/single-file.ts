/**
 * Hook and client with the WebAssembly core inside: built to one file that imports React and asks
 * for nothing else. Where WebAssembly cannot be used, sessions fail with `core-unavailable`.
 */
export { useTranscriptionStatusSSE } from './index.js'
export * from './single-file-client.js'
