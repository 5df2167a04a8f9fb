/** What goes over the wire, counted. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** `{ origin, bytes, close }` of a way to `port`: `bytes()` went over it by now, both directions together. */
export async function countingWay(port) {
  let bytes = 0
  const open = new Set()
  const server = createServer((from) => {
    const to = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [from, to],
      [to, from],
    ]) {
      open.add(one)
      one.on('data', (piece) => {
        bytes += piece.length
        other.write(piece)
      })
      // One that is reset ends the other, too.
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.end()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    bytes: () => bytes,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
