/** What the service says of a job. */

/**
 * The body of update number `sequence`, in the service's form and length; `more` are fields of it.
 * `leftMs` is what the job still needs, for the estimate.
 */
export function statusAt(sequence, more = {}, { now = Date.now(), leftMs = 90_000 } = {}) {
  const { progress = 12.5, status = 'processing' } = more
  return {
    session_id: 'watched',
    epoch: '1',
    sequence,
    attempt: 1,
    status,
    progress,
    message: `Analyzing speech patterns, update ${sequence}...`,
    timestamp: new Date(now).toISOString(),
    estimated_completion: status === 'completed' ? null : new Date(now + leftMs).toISOString(),
    error: null,
    statistics: {
      audio_seconds: 600.25,
      processed_seconds: Math.round(600 * progress) / 100,
      segments_done: Math.floor(progress),
      segments_total: 100,
      words: sequence * 2,
      realtime_factor: 0.21,
    },
    ...more,
  }
}

/** `data` (JSON) as an event of the stream; a status has an id. */
export const eventOf = (name, data, id) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

/** A status as one. */
export const statusEvent = (body) => eventOf('status', body, `${body.epoch}-${body.sequence}`)
