/** What the service says of a job. */

/** The body of update number `sequence` of a job that takes `seconds`, in its own form and length. */
export function statusAt(sequence, progress, status, { seconds = 10, now = Date.now() } = {}) {
  return {
    session_id: 'watched',
    epoch: '1',
    sequence,
    attempt: 1,
    status,
    progress,
    message: `Analyzing speech patterns, update ${sequence}...`,
    timestamp: new Date(now).toISOString(),
    estimated_completion:
      status === 'completed'
        ? null
        : new Date(now + (1 - progress / 100) * seconds * 1000).toISOString(),
    error: null,
    statistics: {
      audio_seconds: 600,
      processed_seconds: 6 * progress,
      segments_done: Math.floor(progress),
      segments_total: 100,
      words: sequence * 2,
      realtime_factor: 0.2,
    },
  }
}

/** The same as an event of the stream. */
export const eventOf = (body) =>
  `id: ${body.epoch}-${body.sequence}\nevent: status\ndata: ${JSON.stringify(body)}\n\n`
