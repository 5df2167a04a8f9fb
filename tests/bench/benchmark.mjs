/** Runs scenarios one after the other, and keeps what they measured. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { run } from '../../toolchain/run/command.mjs'
import { step } from '../../toolchain/run/progress.mjs'
import { load } from '../load/ground.mjs'

/** Odd, so that the median is one that was measured. */
export const ROUNDS = 9

/** What results.json has. `print` gets a line now and then. */
export async function benchmark(scenarios, { rounds, peers, executablePath, command, print }) {
  const start = performance.now()
  const loadBefore = load()
  const found = {}
  for (const { name, title, run: measure } of scenarios) {
    await step(title, async () => {
      found[name] = await measure({
        executablePath,
        peers,
        rounds,
        print: (line) => print(`  ${line}`),
      })
    })
  }
  return {
    date: new Date().toISOString(),
    command,
    rounds,
    loadBefore,
    minutes: (performance.now() - start) / 60_000,
    machine: await machine(executablePath),
    packages: await versionsOf(
      peers,
      scenarios.flatMap(({ packages = [] }) => packages),
    ),
    scenarios: found,
  }
}

async function machine(executablePath) {
  const require = createRequire(import.meta.url)
  return {
    cores: availableParallelism(),
    processor: cpus()[0].model,
    memoryBytes: totalmem(),
    kernel: release(),
    versions: {
      'transcription-status-sse': require('transcription-status-sse/package.json').version,
      React: require('react/package.json').version,
      Chromium: (await run(executablePath, ['--version'], { stdoutOnly: true })).trim(),
      Node: process.versions.node,
    },
  }
}

async function versionsOf(peers, names) {
  const versionOf = async (name) => {
    const manifest = await readFile(join(peers, 'node_modules', name, 'package.json'), 'utf8')
    return [name, JSON.parse(manifest).version]
  }
  return Object.fromEntries(await Promise.all([...new Set(names)].sort().map(versionOf)))
}
