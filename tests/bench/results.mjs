/** What a run leaves: raw figures, tables, plots, and a page of them all. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromRoot } from '../../toolchain/paths.mjs'
import { formatted } from '../../toolchain/results/formatted.mjs'
import { run } from '../../toolchain/run/command.mjs'
import { step } from '../../toolchain/run/progress.mjs'
import { plotsPython } from '../load/ground.mjs'
import { report } from './report.mjs'
import { scenariosOf } from './scenarios.mjs'

/** Where those of a whole run are kept. */
export const RESULTS = fromRoot('tests/bench/results')

/** Writes results.json, results.md, and a NAME.svg for each scenario with plots. */
export async function writeResults(results, folder) {
  await mkdir(folder, { recursive: true })
  await step('drawing', () => draw(results, folder))
  for (const [name, text] of Object.entries(await textsOf(results))) {
    await writeFile(join(folder, name), text)
  }
  console.log(`written to ${folder}`)
}

/** What the figures are told in, by file. */
export async function textsOf(results) {
  const written = async (name, text) => [name, await formatted(text, join(RESULTS, name))]
  return Object.fromEntries([
    await written('results.json', JSON.stringify(results)),
    await written('results.md', report(results)),
  ])
}

async function draw(results, folder) {
  const python = await plotsPython()
  const scratch = await mkdtemp(join(tmpdir(), 'bench-plots-'))
  try {
    const wanted = join(scratch, 'plots.json')
    await writeFile(wanted, JSON.stringify(plotsOf(results)))
    await run(python, [fromRoot('tests/bench/dots.py'), wanted, folder])
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** `{ NAME: [plot, …] }` of the scenarios that have any. */
export function plotsOf(results) {
  return Object.fromEntries(
    scenariosOf(results)
      .map(({ name, plots }) => [name, plots?.(results.scenarios[name]) ?? []])
      .filter(([, plots]) => plots.length > 0),
  )
}
