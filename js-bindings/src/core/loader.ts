/**
 * Loads the core once for all sessions: as WebAssembly, or as plain JavaScript where a page has no
 * WebAssembly, may not use it, or is not served it.
 */
import { browserPorts, hasWebAssembly, readCore } from '../ports/browser.js'
import type { Ports } from '../ports/ports.js'
import type { Core, CoreModule } from './core.js'
import { coreOf } from './core.js'

/** After this a download counts as lost, in milliseconds. */
const WASM_LIMIT_MS = 10_000
/** Longer: nothing comes after it, and it is the larger one. */
const PLAIN_LIMIT_MS = 30_000

/** Where the core comes from. */
export interface CoreSources extends Pick<Ports, 'schedule'> {
  hasWebAssembly: () => boolean
  wasm: (signal: AbortSignal) => Promise<CoreModule>
  plain: () => Promise<CoreModule>
}

/** The one core of this page. */
export const loadCore = coreLoader({
  schedule: browserPorts.schedule,
  hasWebAssembly,
  wasm: async (signal) => {
    // Written so that bundlers see it: they copy the file and put its final address here.
    const url = new URL('./transcription-status-core.wasm', import.meta.url)
    const [{ default: create }, wasm] = await Promise.all([
      import('./transcription-status-core.js'),
      readCore(url, signal),
    ])
    return create({ wasm })
  },
  plain: async () => {
    const { default: create } = await import('./transcription-status-core-plain.js')
    return create()
  },
})

/**
 * A function that gives everyone the same core. It keeps the promise, so that two callers never
 * load two cores; a failed load is forgotten, so that the next call tries again. It rejects with an
 * AggregateError: why not WebAssembly, and why not plain JavaScript.
 */
export function coreLoader(sources: CoreSources): () => Promise<Core> {
  let loading: Promise<Core> | undefined
  return () =>
    (loading ??= load(sources).catch((reason: unknown) => {
      loading = undefined
      throw reason
    }))
}

async function load({ hasWebAssembly, wasm, plain, schedule }: CoreSources): Promise<Core> {
  try {
    if (!hasWebAssembly()) throw new Error('no WebAssembly here')
    return coreOf('wasm', await within(WASM_LIMIT_MS, schedule, wasm))
  } catch (noWasm) {
    try {
      return coreOf('plain', await within(PLAIN_LIMIT_MS, schedule, plain))
    } catch (noPlain) {
      const reasons = [noWasm, noPlain]
      throw new AggregateError(reasons, reasons.join('; '), { cause: noPlain })
    }
  }
}

/** What `work` comes to, unless that takes longer than `limitMs`. */
function within<Result>(
  limitMs: number,
  schedule: Ports['schedule'],
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const abort = new AbortController()
  return new Promise((resolve, reject) => {
    const cancel = schedule(limitMs, () => {
      reject(new Error(`expected within ${limitMs} ms`))
      abort.abort()
    })
    work(abort.signal).then(resolve, reject).finally(cancel)
  })
}
