/** The results as text, in Markdown. */
import { table } from '../load/markdown.mjs'
import { scenariosOf } from './scenarios.mjs'

/** So many processes want a core before anything was started: others are at work here. */
const BUSY = 0.7

export function report(results) {
  const sections = scenariosOf(results).map((scenario) => section(scenario, results))
  return `${[head(results), verdicts(results), ...sections].join('\n\n')}\n`
}

function head({ date, command, rounds, loadBefore, minutes, machine, packages }) {
  const { cores, processor, memoryBytes, kernel, versions } = machine
  const listed = Object.entries({ ...versions, ...packages })
    .map(([name, version]) => (version.startsWith(name) ? version : `${name} ${version}`))
    .join(', ')
  return [
    '# Beside what people would use instead',
    ...(loadBefore > BUSY
      ? [
          `**The machine was busy with other work: ${loadBefore.toFixed(1)} processes wanted a core before the run began.**`,
        ]
      : []),
    `\`${command}\`, ${date}, ${minutes.toFixed(1)} minutes, ${rounds} rounds: median (least–most). ` +
      `${cores} cores (${processor}), ${(memoryBytes / 2 ** 30).toFixed(0)} GB, Linux ${kernel}. ${listed}.`,
  ].join('\n\n')
}

/** What was aimed at, first of all: losses as plainly as wins. */
const verdicts = (results) =>
  table(['', 'what', 'aim', 'measured', 'why not'], aimsOf(results).map(row))

/** Of all scenarios; each that is missed has its reason. */
export const aimsOf = (results) =>
  scenariosOf(results).flatMap(({ name, aims }) => aims?.(results.scenarios[name]) ?? [])

function row({ what, aim, measured, isMet, reason }) {
  if (!isMet && !reason) throw new Error(`${what}: an aim that is missed is told with its reason`)
  return [isMet ? '✓' : '✗', what, aim, measured, isMet ? '' : reason]
}

function section({ name, title, report: told, plots }, results) {
  const measurements = results.scenarios[name]
  const drawn = (plots?.(measurements) ?? []).length > 0
  return [
    `## ${title}`,
    told(measurements),
    ...(drawn ? [`![${title}: each run a dot, medians as lines](${name}.svg)`] : []),
  ].join('\n\n')
}
