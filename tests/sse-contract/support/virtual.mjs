/** A client in a world whose clock the test turns and whose server it speaks. */
import { settled, World } from '../../node/support/world.mjs'
import { openClient } from '../service/client.mjs'
import { EVENT_STREAM } from './harness.mjs'

/** @param more what differs from a stream with the package's own delays */
export async function openVirtual(more = {}) {
  const world = new World()
  const asked = []
  const messages = []
  const fetch = (_, { headers, signal }) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      asked.push({ headers, signal, respond: resolve })
    })
  const request = { streamUrl: 'http://stream.test/', ...more }
  const tell = (message) => messages.push(message)
  const client = await openClient(request, tell, { ports: world.ports, fetch })
  await settled()

  let body
  /** Answers the newest request. */
  const answer = async (status, headers = {}) => {
    asked.at(-1).respond(new Response(null, { status, headers }))
    await settled()
  }
  /** Answers the newest request with a stream, and sends `text` on it if there is any. */
  const open = async (text) => {
    const stream = new ReadableStream({ start: (controller) => (body = controller) })
    asked.at(-1).respond(new Response(stream, { headers: EVENT_STREAM }))
    await settled()
    if (text !== undefined) await send(text)
  }
  const send = async (text) => {
    body.enqueue(Buffer.from(text))
    await settled()
  }
  const end = async () => {
    body.close()
    await settled()
  }

  /** Milliseconds until the stream is asked for once more, exact to one. */
  const waited = async () => {
    const before = asked.length
    const from = world.now
    while (asked.length === before) {
      if (world.now - from > 10_000_000) throw new Error('it is not asked for again')
      await world.advance(1)
    }
    return world.now - from
  }

  const advance = (milliseconds) => world.advance(milliseconds)
  return { client, asked, messages, answer, open, send, end, waited, advance }
}
