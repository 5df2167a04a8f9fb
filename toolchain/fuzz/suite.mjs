/** Each target for a short while, the same each time, as a suite of `npm test`. */
import { appendFile, mkdir, rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { fromRoot, ROOT } from '../paths.mjs'
import { judge } from '../results/counts.mjs'
import { sourceFiles } from '../run/source-files.mjs'
import { fuzz, replay } from './libfuzzer.mjs'
import { writeSeeds } from './seeds.mjs'
import { outcome, regressionOutcome } from './story.mjs'
import { corpusOf, regressionsOf, seedsOf, TARGETS } from './targets.mjs'

/** Inputs are drawn the same each time, and no clock decides which are tried. */
const FIXED = ['-seed=1', '-reload=0']

/** `{ counts, output }`: one for each target, and one for each input that once showed a defect. */
export async function runFuzz({ log }) {
  const results = []
  for (const target of TARGETS) {
    results.push(...(await playRegressions(target, log)), await tryTarget(target, log))
  }
  const failed = results.filter(({ code }) => code !== 0).length
  const counts = { passed: results.length - failed, failed, skipped: 0 }
  const output = results.map(({ story }) => story).join('')
  await appendFile(log, output)
  return { counts: judge(counts, 0), output }
}

async function tryTarget(target, log) {
  // What libFuzzer finds on the way is written to the first folder, and must not be kept.
  const scratch = `build/fuzz-test/${target.name}`
  await rm(fromRoot(scratch), { recursive: true, force: true })
  await mkdir(fromRoot(scratch), { recursive: true })
  await writeSeeds(target)
  const known = [corpusOf(target), regressionsOf(target), seedsOf(target)]
  const corpora = [scratch, ...(await existing(known))]
  const result = await fuzz(target, corpora, [`-runs=${target.runs}`, ...FIXED], log)
  return { code: result.code, story: outcome(target, result) }
}

async function playRegressions(target, log) {
  const results = []
  for (const path of await sourceFiles(fromRoot(regressionsOf(target)))) {
    const file = relative(ROOT, path)
    const result = await replay(target, file, { log })
    results.push({ code: result.code, story: regressionOutcome(target, file, result) })
  }
  return results
}

/** Those of `folders` that have files in them. */
export async function existing(folders) {
  const found = await Promise.all(folders.map((folder) => sourceFiles(fromRoot(folder))))
  return folders.filter((_, at) => found[at].length > 0)
}
