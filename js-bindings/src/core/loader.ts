/** Loads the core once for all sessions, and again after a failure. */
import { readCore } from '../ports/browser.js'
import type { Core, CoreEffect, CoreModule, CoreSnapshot } from './core.js'

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
  return coreOf(await createCore({ wasm }))
}

/** The module's functions, with the effects of a call fetched at once: the next call drops them. */
function coreOf(module: CoreModule): Core {
  const fetched = (count: number): CoreEffect[] =>
    Array.from({ length: count }, (_, place) => module.effectAt(place) as CoreEffect)
  return {
    ...module,
    start: (session, environment, now) => fetched(module.start(session, environment, now)),
    dispatch: (session, event, now) => fetched(module.dispatch(session, event, now)),
    snapshot: (session, now) => module.snapshot(session, now) as CoreSnapshot,
  }
}
