/** This project's own cases on the parser of every core that the package ships, as a suite of `npm test`. */
import { appendFile } from 'node:fs/promises'
import { add } from '../results/counts.mjs'
import { readCases } from './cases.mjs'
import { CORES } from './parser.mjs'
import { runCases } from './run.mjs'

/** `{ counts, output }`; the preset wasm-release must be built. `log` receives the output too. */
export async function runConformance({ log }) {
  const cases = await readCases()
  const results = []
  for (const core of CORES) {
    const { counts, output } = await runCases(cases, core)
    results.push({ counts, output: `${core}: ${cases.length} cases\n${output}` })
  }
  const output = results.map((one) => one.output).join('')
  await appendFile(log, output)
  return { counts: add(...results.map((one) => one.counts)), output }
}
