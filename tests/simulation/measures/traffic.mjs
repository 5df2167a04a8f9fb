/** What goes over the network: requests, and bytes in both directions. */

/** What HTTP adds to a request and its answer, cookies included: about this, and for all the same. */
export const HEADER_BYTES = 600

/** What an event stream adds to the data of an event: `id:`, `event:`, `data:` and line ends. */
const FRAMING_BYTES = 24

export class Traffic {
  figures = { requests: 0, bytes: 0 }
  #answered = null

  asked() {
    this.figures.requests += 1
    this.figures.bytes += HEADER_BYTES
  }

  telling({ what, frames = [], piece, body, status }) {
    if (what === 'answer') {
      // An ETag makes a status that is known already an answer without a body.
      if (status === null || status !== this.#answered) this.figures.bytes += sizeOf(body)
      this.#answered = status ?? this.#answered
    } else if (piece !== undefined) this.figures.bytes += piece.length
    else for (const frame of frames) this.figures.bytes += frameSize(frame)
  }
}

const sizeOf = (text) => Buffer.byteLength(text)

const frameSize = ({ name, data, id }) =>
  sizeOf(data) + name.length + (id?.length ?? 0) + FRAMING_BYTES
