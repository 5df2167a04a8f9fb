/** A job whose status is published each second until it has ended. */
import { EventEmitter } from 'node:events'

const EVERY_MS = 1000

/** `{ status, publications, finish, stop }`; `publications` emits 'status' after each. */
export function startJob() {
  const publications = new EventEmitter().setMaxListeners(0)
  const job = { status: statusOf(1, 'processing'), publications, finish, stop }
  const timer = setInterval(() => publish('processing'), EVERY_MS)

  function publish(word) {
    job.status = statusOf(job.status.sequence + 1, word)
    publications.emit('status')
  }
  function stop() {
    clearInterval(timer)
  }
  function finish() {
    stop()
    publish('completed')
  }
  return job
}

function statusOf(sequence, word) {
  return {
    session_id: 'watched',
    epoch: '1',
    sequence,
    attempt: 1,
    status: word,
    progress: word === 'completed' ? 100 : Math.min(99, sequence / 2),
    message: `Analyzing speech patterns, update ${sequence}...`,
    timestamp: new Date().toISOString(),
    estimated_completion: null,
    error: null,
    statistics: null,
  }
}
