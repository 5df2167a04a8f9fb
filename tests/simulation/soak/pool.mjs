/** Many runs on several threads. */
import { Worker } from 'node:worker_threads'
import { seedAt } from '../chance.mjs'
import { addUp } from '../measures/figures.mjs'

/** Handed out at a time: enough that asking for more costs nothing. */
const BATCH = 50

/** So many runs that follow from `seed`, of the profiles in turn. */
export const drawnRuns = ({ schedules, seed, profiles }) => ({
  length: schedules,
  at: (place) => ({ seed: seedAt(seed, place), profile: profiles[place % profiles.length] }),
})

/**
 * `{ sums, failures, done }`, figures by profile; ends early when `signal` aborts.
 *
 * @param runs `{ seed, profile }` each; an array, or what has `length` and `at` like one
 * @param progress called now and then with what is known so far
 */
export async function soak({ runs, core, workers, signal, progress }) {
  const result = { sums: {}, failures: [], done: 0 }
  let next = 0

  const take = ({ sums, failures, done }) => {
    addUp(result.sums, sums)
    result.failures.push(...failures)
    result.done += done
    progress?.(result)
  }

  const batch = () => {
    const length = Math.min(BATCH, runs.length - next)
    next += length
    return Array.from({ length }, (_, place) => runs.at(next - length + place))
  }

  const work = () =>
    new Promise((resolve, reject) => {
      const options = { workerData: { core } }
      const worker = new Worker(new URL('./worker.mjs', import.meta.url), options)
      const stop = () => void worker.terminate()
      signal?.addEventListener('abort', stop)
      worker.on('message', (report) => {
        take(report)
        const more = batch()
        if (more.length === 0) stop()
        else worker.postMessage(more)
      })
      worker.on('error', reject)
      worker.on('exit', () => {
        signal?.removeEventListener('abort', stop)
        resolve()
      })
    })

  await Promise.all(Array.from({ length: workers }, work))
  return result
}
