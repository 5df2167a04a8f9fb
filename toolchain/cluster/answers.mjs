/** Whether a server is there. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 50
const PATIENCE_MS = 2_000

/** Resolves to true once `asks()` does, or to false if `isOver()` by then. */
export async function until(asks, isOver) {
  while (!isOver()) {
    if (await asks()) return !isOver()
    await pause(POLL_MS)
  }
  return false
}

/** True if GET `url` is answered with 200. */
export async function answersHttp(url) {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  const answer = await fetch(url, { signal }).catch(() => null)
  await answer?.body?.cancel()
  return answer?.status === 200
}

/** True if the Redis at the unix socket `path` takes commands: not while it reads its file. */
export function answersRedis(path) {
  return new Promise((resolve) => {
    const socket = connect(path, () => socket.write('PING\r\n'))
    const settle = (answer) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(PATIENCE_MS, () => settle(false))
    socket.once('data', (bytes) => settle(String(bytes).startsWith('+PONG')))
    socket.once('error', () => settle(false))
    socket.once('end', () => settle(false))
  })
}
