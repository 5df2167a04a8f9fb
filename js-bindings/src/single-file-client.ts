/** The client with the WebAssembly core inside: built to one file that imports nothing. */
export { createTranscriptionClient, preload } from './client.js'
export type * from './types.js'
