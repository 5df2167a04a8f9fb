/** The same module as plain JavaScript: the face is that of the WebAssembly one. */
export { default } from './transcription-status-core.js'
