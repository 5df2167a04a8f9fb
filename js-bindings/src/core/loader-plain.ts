/** Stands for loader.ts in the plain entries: no WebAssembly anywhere. */
import { browserPorts } from '../ports/browser.js'
import { coreLoader } from './loading.js'
import createPlain from './transcription-status-core-plain.js'

export const loadCore = coreLoader(
  { plain: createPlain },
  { schedule: browserPorts.schedule, hasWebAssembly: () => false },
)

export function takeWasmFrom(): never {
  throw new Error('wasmUrl: this entry runs without WebAssembly; leave the option out')
}
