/** What the environment says about a run. */
import { resolve } from 'node:path'
import { fromRoot } from '../paths.mjs'
import { PlainError } from '../run/errors.mjs'

const MOST = 64

/** `{ apiProcesses, workers, dataDir }` from API_PROCESSES (2), WORKERS (2) and DATA_DIR. */
export function clusterSettings({ API_PROCESSES = '2', WORKERS = '2', DATA_DIR, REDIS_URL }) {
  if (REDIS_URL) {
    throw new PlainError(
      'REDIS_URL is set, but npm run start:redis runs a Redis of its own; unset it',
    )
  }
  return {
    apiProcesses: count('API_PROCESSES', API_PROCESSES),
    workers: count('WORKERS', WORKERS),
    // As the service reads it, from its own folder.
    dataDir: resolve(fromRoot('demo-web/server'), DATA_DIR || 'data-redis'),
  }
}

function count(name, text) {
  const number = Number(text)
  if (text.trim() !== '' && Number.isInteger(number) && number >= 1 && number <= MOST) return number
  throw new PlainError(`${name} was expected to be a number from 1 to ${MOST}, it is '${text}'`)
}
