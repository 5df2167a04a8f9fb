/** A job whose status is published each second until it has ended. */
import { EventEmitter } from 'node:events'
import { statusAt } from '../ground/status.mjs'

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

const statusOf = (sequence, status) =>
  statusAt(sequence, {
    status,
    progress: status === 'completed' ? 100 : Math.min(99, sequence / 2),
    estimated_completion: null,
  })
