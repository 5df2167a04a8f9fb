/** Runs a target's program, and reads what it says. */
import { mkdir } from 'node:fs/promises'
import { attempt } from '../run/command.mjs'
import { ROOT } from '../paths.mjs'
import { dictionaryOf, findingsOf, programOf } from './targets.mjs'

/** An input that takes so long is a finding. */
const SLOWEST_S = 20

/**
 * Tries inputs on `target`, beginning with those of `corpora`; new ones go to the first of them.
 * `flags` are libFuzzer's. `{ code, output }`.
 */
export async function fuzz(target, corpora, flags, log) {
  await mkdir(`${ROOT}/${findingsOf(target)}`, { recursive: true })
  const args = [
    `-dict=${dictionaryOf(target)}`,
    `-max_len=${target.longest}`,
    `-timeout=${SLOWEST_S}`,
    `-artifact_prefix=${findingsOf(target)}/`,
    ...flags,
    ...corpora,
  ]
  return attempt(programOf(target), args, { cwd: ROOT, env: await sanitizerOptions(), log })
}

/** Runs `target` on the input `file` alone; its code is 0 if nothing is wrong. */
export async function replay(target, file, options = {}) {
  const env = await sanitizerOptions()
  return attempt(programOf(target), [file], { cwd: ROOT, env, ...options })
}

/** Keeps in `folder` few inputs of `corpora` that reach all that they reach together. */
export async function minimise(target, folder, corpora, log) {
  const counters = `-use_counters=${target.isCounted ? 1 : 0}`
  const flags = ['-set_cover_merge=1', counters, `-max_len=${target.longest}`]
  const options = { cwd: ROOT, env: await sanitizerOptions(), log }
  return attempt(programOf(target), [...flags, folder, ...corpora], options)
}

/** Stacks with names in them, of which binutils knows; short ones for allocations, which are many. */
async function sanitizerOptions() {
  const { output } = await attempt('sh', [
    '-c',
    'command -v llvm-symbolizer || command -v addr2line',
  ])
  const symbolizer = output.trim() ? `:external_symbolizer_path=${output.trim()}` : ''
  return {
    ASAN_OPTIONS: `malloc_context_size=5${symbolizer}`,
    UBSAN_OPTIONS: `print_stacktrace=1${symbolizer}`,
  }
}

/** `{ runs, edges, inputs }` of the last line of progress in `output`, or null. */
export function progressOf(output) {
  const lines = [...output.matchAll(/^#(\d+)\t.* cov: (\d+) .*corp: (\d+)\//gm)]
  const [, runs, edges, inputs] = lines.at(-1) ?? []
  return runs === undefined
    ? null
    : { runs: Number(runs), edges: Number(edges), inputs: Number(inputs) }
}

/** The file that an input with a finding was written to, or null. */
export const findingIn = (output) => /Test unit written to (\S+)/.exec(output)?.[1] ?? null
