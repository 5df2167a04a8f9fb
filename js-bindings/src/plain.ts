/** Hook and client over the core in plain JavaScript: no WebAssembly is looked for. */
export { useTranscriptionStatusSSE } from './index.js'
export * from './plain-client.js'
