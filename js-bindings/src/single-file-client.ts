/** The client with the WebAssembly core inside: built to one file that imports nothing. */
import { preload as preloadFrom } from './client.js'
import type { CoreKind } from './types.js'
export { createTranscriptionClient } from './client.js'
export type * from './types.js'

/** As the default entry's, without its options: the core is inside. */
export const preload: () => Promise<CoreKind> = preloadFrom
