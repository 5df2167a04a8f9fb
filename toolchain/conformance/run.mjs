/** Runs cases on one core, and counts. */
import { judge } from '../results/counts.mjs'
import { judgeCase } from './judge.mjs'
import { loadParser } from './parser.mjs'

/** `{ counts, output }`; the output has a line for each case that failed. */
export async function runCases(cases, core) {
  const parser = await loadParser(core)
  const failures = cases.flatMap((one) => {
    const problem = problemOf(parser, one)
    return problem ? [`✗ ${one.id} ${problem}`] : []
  })
  const ran = { passed: cases.length - failures.length, failed: failures.length, skipped: 0 }
  return { counts: judge(ran, 0), output: failures.map((line) => `${line}\n`).join('') }
}

function problemOf(parser, one) {
  try {
    return judgeCase(parser, one)
  } catch (error) {
    return `the core threw: ${error.message}`
  }
}
