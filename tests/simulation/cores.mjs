/** The two cores that the package ships, loaded as a page loads them. */
import { CORES } from '../../toolchain/conformance/parser.mjs'
import { load } from '../node/support/dist.mjs'

const { coreLoader, loadCore } = await load('core/loader.js')

export { CORES }

export function coreOf(name) {
  return name === 'wasm' ? loadCore() : loadPlain()
}

const loadPlain = coreLoader({
  schedule: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  hasWebAssembly: () => false,
  plain: () =>
    load('core/transcription-status-core-plain.js').then(({ default: create }) => create()),
})
