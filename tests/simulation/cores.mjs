/** The two cores that the package ships, loaded as a page loads them. */
import { CORES } from '../../toolchain/conformance/parser.mjs'
import { load } from '../node/support/dist.mjs'

const { loadCore } = await load('core/loader.js')
const { coreLoader } = await load('core/loading.js')

export { CORES }

export function coreOf(name) {
  return name === 'wasm' ? loadCore() : loadPlain()
}

const loadPlain = coreLoader(
  {
    plain: () =>
      load('core/transcription-status-core-plain.js').then(({ default: create }) => create()),
  },
  {
    schedule: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    hasWebAssembly: () => false,
  },
)
