/** What is parsed: statuses as this service sends them, in chunks as they come off a network. */
import { statusAt } from '../ground/status.mjs'

const KB = 1024

const ASCII = ['Analyzing speech patterns...', 'Transcribing the audio...', 'Uploading results...']
const LETTERS = [
  'Sprachmuster werden geprüft …',
  '音声を文字に起こしています…',
  'Τα αποτελέσματα έρχονται…',
]

/** Of each stream: what it is called, what its messages are, how it is cut. */
export const STREAMS = {
  wire: { label: 'a status a chunk', messages: ASCII, count: 1000 },
  letters: { label: 'a status a chunk, messages not ASCII', messages: LETTERS, count: 1000 },
  reads: { label: 'chunks of 16 KB', messages: ASCII, count: 1000, chunkBytes: 16 * KB },
  bursts: {
    label: 'chunks of 64 KB, messages not ASCII',
    messages: LETTERS,
    count: 1000,
    chunkBytes: 64 * KB,
  },
  large: {
    label: 'one status of 1 MB, chunks of 64 KB',
    messages: [ASCII.join(' ').repeat(1_000_000 / ASCII.join(' ').length)],
    count: 1,
    chunkBytes: 64 * KB,
  },
}

/** As of the service's store: a time, in hexadecimal digits. */
const EPOCH = '19ac3b7f2e1'

const status = (sequence, count, message) =>
  statusAt(
    sequence,
    {
      session_id: '0f8b1c9e-6f43-4c5e-9f0e-2d0b8a1c7e55',
      epoch: EPOCH,
      progress: Math.round((sequence / count) * 9900) / 100,
      message,
    },
    { now: Date.UTC(2026, 0, 1, 12) + 250 * sequence },
  )

/** `{ chunks, bytes, events: [{ name, data, id }] }` of a stream. */
export function streamOf({ messages, count, chunkBytes }) {
  const events = Array.from({ length: count }, (_, place) => ({
    name: 'status',
    data: JSON.stringify(status(place + 1, count, messages[place % messages.length])),
    id: `${EPOCH}-${place + 1}`,
  }))
  const encoder = new TextEncoder()
  const frames = events.map(({ name, data, id }) =>
    encoder.encode(`id: ${id}\nevent: ${name}\ndata: ${data}\n\n`),
  )
  const chunks = chunkBytes === undefined ? frames : cut(Buffer.concat(frames), chunkBytes)
  return { chunks, bytes: frames.reduce((sum, { length }) => sum + length, 0), events }
}

/** Wherever it falls, in the middle of a character as well. Each has memory of its own. */
const cut = (bytes, size) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, place) =>
    Uint8Array.from(bytes.subarray(place * size, (place + 1) * size)),
  )
