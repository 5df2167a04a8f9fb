/** What README.md quotes of the results. */
import { readFile, writeFile } from 'node:fs/promises'
import { fromRoot } from '../../toolchain/paths.mjs'
import { table } from '../load/markdown.mjs'
import { aimsOf } from './report.mjs'
import { scenariosOf } from './scenarios.mjs'

const README = fromRoot('README.md')
const [BEGIN, END] = ['<!-- `npm run bench` writes what follows -->', '<!-- and no further -->']

/** A line for each scenario, what was aimed at and not reached, and where it was measured. */
export function quote(results) {
  const { date, machine } = results
  const rows = scenariosOf(results).flatMap(({ name, headlines }) =>
    headlines(results.scenarios[name]),
  )
  const aims = aimsOf(results)
  const missed = aims.filter(({ isMet }) => !isMet)
  return [
    table(['what', 'this package', 'instead'], rows),
    `Of ${aims.length} aims ${missed.length} are missed; [which, by how much, and why](tests/bench/results/results.md).\n` +
      `Medians, ${date.slice(0, 10)}, ${machine.cores} cores (${machine.processor}), ${machine.versions.Chromium.split(' built')[0]}, ` +
      `Node ${machine.versions.Node}.`,
  ].join('\n\n')
}

/** README.md's text with these results in it. */
export async function readmeWith(results) {
  const text = await readFile(README, 'utf8')
  const [before, rest] = text.split(BEGIN)
  const after = rest?.split(END)[1]
  if (after === undefined) throw new Error(`README.md: expected '${BEGIN}' and '${END}'`)
  return `${before}${BEGIN}\n\n${quote(results)}\n\n${END}${after}`
}

export const quoteInReadme = async (results) => writeFile(README, await readmeWith(results))
