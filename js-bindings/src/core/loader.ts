/** Loads the core once for all sessions, and again after a failure. */
import { readCore } from '../ports/browser.js'
import type { Core } from './core.js'

let loading: Promise<Core> | undefined

/**
 * The one core of this page. The promise is kept, so that two callers never load two cores; a
 * failed load is forgotten, so that the next call tries again.
 */
export function loadCore(): Promise<Core> {
  loading ??= instantiate().catch((reason: unknown) => {
    loading = undefined
    throw reason
  })
  return loading
}

async function instantiate(): Promise<Core> {
  // Written so that bundlers see it: they copy the file and put its final address here.
  const url = new URL('./transcription-status-core.wasm', import.meta.url)
  const [{ default: createCore }, wasm] = await Promise.all([
    import('./transcription-status-core.js'),
    readCore(url),
  ])
  return (await createCore({ wasm })) as Core
}
