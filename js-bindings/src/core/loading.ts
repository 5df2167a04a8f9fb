/** How the core is had: each way that there is to it in turn, once for all sessions. */
import type { Ports } from '../ports/ports.js'
import type { Core, CoreKind, CoreModule } from './core.js'
import { coreOf } from './core.js'

/** After this a way counts as lost, in milliseconds. */
const LIMIT_MS = 10_000
/** Longer: nothing comes after it, and it is the larger one. */
const PLAIN_LIMIT_MS = 30_000

/** The ways to a core, in the order in which they are tried. */
export type CoreSources = Partial<Record<CoreKind, (signal: AbortSignal) => Promise<CoreModule>>>

/** What loading needs of the world. */
export interface LoadingWorld extends Pick<Ports, 'schedule'> {
  /** False where there is no WebAssembly, or it may not be used. */
  hasWebAssembly: () => boolean
  /** The core that is there, or on its way: put here by the loader. */
  core?: Promise<Core> | undefined
}

/**
 * A function that gives everyone the same core. It keeps the promise, so that two callers never
 * load two cores; a failed load is forgotten, so that the next call tries again. It rejects with an
 * AggregateError that tells of each way why it failed.
 */
export function coreLoader(sources: CoreSources, world: LoadingWorld): () => Promise<Core> {
  return () =>
    (world.core ??= load(sources, world).catch((reason: unknown) => {
      world.core = undefined
      throw reason
    }))
}

async function load(
  sources: CoreSources,
  { hasWebAssembly, schedule }: LoadingWorld,
): Promise<Core> {
  const reasons: unknown[] = []
  const canCompile = hasWebAssembly()
  if (!canCompile) reasons.push(new Error('no WebAssembly here'))
  for (const [kind, source] of Object.entries(sources)) {
    const isPlain = kind === 'plain'
    if (!canCompile && !isPlain) continue
    try {
      const module = await within(isPlain ? PLAIN_LIMIT_MS : LIMIT_MS, schedule, source)
      return coreOf(kind as CoreKind, module)
    } catch (reason) {
      reasons.push(reason)
    }
  }
  throw new AggregateError(reasons, reasons.join('; '), { cause: reasons.at(-1) })
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
