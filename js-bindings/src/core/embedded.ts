/** The bytes of the WebAssembly core without a file of its own: text in a script. */
import { DEFLATED } from './transcription-status-core-deflated.js'

/** @throws in browsers that cannot inflate (before 2023) */
export async function embeddedCore(): Promise<BufferSource> {
  const deflated = Uint8Array.from(atob(DEFLATED), (letter) => letter.charCodeAt(0))
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Response(inflated).arrayBuffer()
}
