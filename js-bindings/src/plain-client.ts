/** The client over the core in plain JavaScript: no WebAssembly is looked for. */
export { createTranscriptionClient, preload } from './client.js'
export type * from './types.js'
