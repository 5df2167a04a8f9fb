/** The job that the server works on: all its statuses, with the moments at which they are made. */

const MESSAGES = ['Analysing speech…', 'Segment übertragen', '音声を解析しています', 'Working']

/** What the server's clock shows when the run begins; it need not be the device's. */
export const SERVER_EPOCH_MS = 1_767_225_600_000

/**
 * @param length milliseconds until the run is over
 * @param losses moments at which the server loses its state
 */
export function drawJob(chance, length, losses) {
  const made = []
  const writer = new Writer(made, chance)
  const endsAt = chance.is(0.7) ? chance.between(0.3, 1) * length : Infinity
  const pace = chance.skewed(2_500, 15_000)
  const lossesLeft = [...losses]
  let at = -chance.between(0, 30_000)
  writer.make(at, 'queued')
  for (;;) {
    at += gap(chance, pace)
    while (lossesLeft.length > 0 && at >= lossesLeft[0]) {
      // What was made in a life that is over exists no more; the next life begins with one.
      const lostAt = lossesLeft.shift()
      writer.loseState(lostAt)
      at = Math.max(at, lostAt + 1)
    }
    if (at >= Math.min(endsAt, length)) break
    if (chance.is(0.004)) writer.startAgain()
    writer.make(at, chance.is(0.01) ? 'paused' : 'processing')
  }
  if (endsAt < length) {
    writer.make(Math.max(at, endsAt), chance.of(['completed', 'completed', 'failed', 'cancelled']))
  }
  return made
}

/** Mostly its own pace, sometimes a burst, sometimes nothing for long. */
function gap(chance, pace) {
  const kind = chance.between(0, 1)
  if (kind < 0.25) return chance.between(5, 200)
  if (kind < 0.28) return chance.between(20_000, 90_000)
  return chance.between(0.3, 1.7) * pace
}

/** Numbers statuses as the server does. */
class Writer {
  #made
  #chance
  #epoch
  #sequence = 0
  #attempt = 1
  #progress = 0

  constructor(made, chance) {
    this.#made = made
    this.#chance = chance
    this.#epoch = this.#newEpoch()
  }

  make(at, word) {
    const isDone = word === 'completed'
    const step = this.#chance.between(0, (100 - this.#progress) / 10)
    this.#progress = isDone ? 100 : Math.min(99, Math.round((this.#progress + step) * 10) / 10)
    this.#sequence += 1
    this.#made.push({
      at,
      order: this.#made.length,
      epoch: this.#epoch,
      sequence: this.#sequence,
      attempt: this.#attempt,
      progress: this.#progress,
      word,
      isTerminal: ['completed', 'failed', 'cancelled'].includes(word),
      message: this.#chance.of(MESSAGES),
    })
  }

  startAgain() {
    this.#attempt += 1
    this.#progress = 0
  }

  loseState(at) {
    this.#epoch = this.#newEpoch()
    this.#sequence = 0
    if (this.#chance.is(0.6)) this.startAgain()
    this.make(at, 'queued')
  }

  #newEpoch() {
    return this.#chance.whole32().toString(16)
  }
}

export const idOf = ({ epoch, sequence }) => `${epoch}-${sequence}`

/** The status as JSON, as both endpoints send it. */
export function textOf(status) {
  return (status.text ??= JSON.stringify({
    session_id: 'job',
    epoch: status.epoch,
    sequence: status.sequence,
    attempt: status.attempt,
    status: status.word,
    progress: status.progress,
    message: status.message,
    timestamp: new Date(SERVER_EPOCH_MS + status.at).toISOString(),
    estimated_completion: new Date(SERVER_EPOCH_MS + status.at + 60_000).toISOString(),
    error: status.word === 'failed' ? { code: 'no_speech', message: 'No speech was found.' } : null,
    statistics: { audio_seconds: 92.5, segments_done: status.sequence, segments_total: 240 },
  }))
}
