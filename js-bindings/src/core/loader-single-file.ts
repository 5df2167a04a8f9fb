/** Stands for loader.ts in the single-file entries: nothing is loaded for the core. */
import { browserPorts, hasWebAssembly } from '../ports/browser.js'
import { embeddedCore } from './embedded.js'
import { coreLoader } from './loading.js'
import create from './transcription-status-core.js'

export const loadCore = coreLoader(
  { embedded: () => create({ wasm: embeddedCore() }) },
  { schedule: browserPorts.schedule, hasWebAssembly },
)

export function takeWasmFrom(): never {
  throw new Error('wasmUrl: this entry has its .wasm inside; leave the option out')
}
