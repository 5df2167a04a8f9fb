/** The bytes of the WebAssembly core without a file of its own: text in a script. */
import { HEX } from './transcription-status-core-hex.js'

/** Needs nothing of the environment: jsdom's cannot inflate, nor can browsers before 2023. */
export const embeddedCore = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: HEX.length / 2 }, (_, at) =>
    Number.parseInt(HEX.slice(2 * at, 2 * at + 2), 16),
  )
