/** Comers and goers: what is left of them. */
import { setTimeout as pause } from 'node:timers/promises'
import { startService } from '../contestants.mjs'
import { laterGrowth } from '../remains.mjs'

const PATIENCE_MS = 30_000

/**
 * All connect, hear of an update, and go without a word; again and again. A census of the process before,
 * and after each round.
 */
export async function churn(ground, size, tell) {
  const { audience, ask, stop } = await startService(ground)
  try {
    const seats = await ask('make', { count: size.streams })
    const ids = seats.map(([, id]) => id)
    // Publishing takes a thread, which stays.
    await ask('publish', { ids, per_second: 1000, seconds: size.streams / 4000, seed: 0 })
    const rounds = [await ask('census')]
    for (let round = 1; round <= size.churnRounds; round += 1) {
      await audience.open(seats)
      if (audience.size !== size.streams) throw new Error(`only ${audience.size} connected`)
      await ask('publish', { ids, per_second: 1000, seconds: size.streams / 4000, seed: round })
      audience.close()
      rounds.push(await settled(ask))
      tell(`round ${round} of ${size.churnRounds}: ${megabytes(rounds.at(-1))}`)
    }
    return {
      ours: {
        streams: size.streams,
        rounds,
        before: rounds[0],
        half: rounds[Math.ceil(size.churnRounds / 2)],
        after: rounds.at(-1),
        bytesPerRound: laterGrowth(rounds),
      },
    }
  } finally {
    await stop()
  }
}

const megabytes = ({ rss_bytes: bytes }) => `${(bytes / 2 ** 20).toFixed(1)} MB`

/** A census once nothing of the streams is open any more, or after some time. */
async function settled(ask) {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await ask('census')
    const isEmpty = found.streams === 0 && found.leases === 0 && found.channels === 0
    if (isEmpty || performance.now() > until) {
      // Sockets are closed one turn of the loop later.
      await pause(200)
      return ask('census')
    }
    await pause(100)
  }
}
