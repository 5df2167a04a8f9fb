/** The body of an HTTP/1.1 answer with `Transfer-Encoding: chunked` (RFC 9112, 7.1), piece by piece. */

const CR = 13
const LF = 10

export class ChunkedBody {
  #left = 0
  #size = ''
  #after = false
  /** True once the last chunk has come. */
  ended = false

  /** The bytes of the body that are in `bytes`, as latin-1 text. */
  take(bytes) {
    let text = ''
    let at = 0
    while (at < bytes.length && !this.ended) {
      if (this.#left > 0) {
        const end = Math.min(bytes.length, at + this.#left)
        text += bytes.latin1Slice(at, end)
        this.#left -= end - at
        this.#after = this.#left === 0
        at = end
      } else {
        at = this.#readSize(bytes, at)
      }
    }
    return text
  }

  /** Reads on in the line that tells the next chunk's size. */
  #readSize(bytes, start) {
    for (let at = start; at < bytes.length; at += 1) {
      const byte = bytes[at]
      if (byte === CR) continue
      if (byte !== LF) {
        this.#size += String.fromCharCode(byte)
      } else if (this.#after) {
        // The end of the chunk before.
        this.#after = false
      } else {
        this.#left = parseInt(this.#size, 16)
        if (!(this.#left >= 0)) throw new Error(`no size of a chunk: '${this.#size}'`)
        this.ended = this.#left === 0
        this.#size = ''
        return at + 1
      }
    }
    return bytes.length
  }
}
