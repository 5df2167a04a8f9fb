/**
 * The one core of this page: the package's .wasm file; where that is not served, the same bytes out
 * of a script; and plain JavaScript where a page has no WebAssembly or may not use it.
 */
import { browserPorts, hasWebAssembly, readCore } from '../ports/browser.js'
import type { CoreModule } from './core.js'
import type { LoadingWorld } from './loading.js'
import { coreLoader } from './loading.js'

const world: LoadingWorld = { schedule: browserPorts.schedule, hasWebAssembly }

/** Where the .wasm is, once that was said or asked. */
let place: URL | undefined

export const loadCore = coreLoader(
  {
    wasm: async (signal) => {
      // Written so that bundlers see it: they copy the file and put its final address here.
      place ??= new URL('./transcription-status-core.wasm', import.meta.url)
      return moduleOf(readCore(place, signal))
    },
    embedded: () => moduleOf(import('./embedded.js').then(({ embeddedCore }) => embeddedCore())),
    plain: async () => (await import('./transcription-status-core-plain.js')).default(),
  },
  world,
)

/** The glue is loaded beside the bytes, by both ways: it stays one script of its own. */
async function moduleOf(bytes: Promise<BufferSource>): Promise<CoreModule> {
  const [{ default: create }, wasm] = await Promise.all([
    import('./transcription-status-core.js'),
    bytes,
  ])
  return create({ wasm })
}

/**
 * The .wasm is at `url`, for loads that begin from now on.
 *
 * @throws Error if a core is there or on its way, and was not looked for at `url`
 */
export function takeWasmFrom(url: URL): void {
  if (world.core !== undefined && place?.href !== url.href) {
    const where = place === undefined ? '' : ` at ${place.href}`
    throw new Error(
      `wasmUrl: expected before the first session; the core was already looked for${where}`,
    )
  }
  place = url
}
