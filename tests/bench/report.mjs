/** The results as text, in Markdown. */
import { SCENARIOS } from './scenarios.mjs'

/** So many processes want a core before anything was started: others are at work here. */
const BUSY = 0.7

export function report(results) {
  const sections = SCENARIOS.map(({ name, report: told }) => told(results.scenarios[name]))
  return `${[head(results), ...sections].join('\n\n')}\n`
}

function head({ date, command, rounds, loadBefore, minutes, machine }) {
  const { cores, processor, memoryBytes, kernel, versions } = machine
  const listed = Object.entries(versions)
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
