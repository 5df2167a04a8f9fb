/** The client over the core in plain JavaScript: no WebAssembly is looked for. */
import { preload as preloadFrom } from './client.js'
import type { CoreKind } from './types.js'
export { createTranscriptionClient } from './client.js'
export type * from './types.js'

/** As the default entry's, without its options: the core has no .wasm. */
export const preload: () => Promise<CoreKind> = preloadFrom
