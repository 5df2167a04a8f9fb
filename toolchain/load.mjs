/**
 * `npm run load`: how much the service bears, on loopback, in about ten minutes; see tests/load/.
 * Prints the table and writes it, with a plot and the raw figures, to tests/load/results/.
 *
 *   npm run load -- --only storm,churn   some scenarios, and writes nothing but what --out says
 *   npm run load -- --list               their names
 *   npm run load -- --quick              small, without the peer: whether it works; nothing is drawn
 *   npm run load -- --out FOLDER         another folder for the results
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { plotsPython, takeGround } from '../tests/load/ground.mjs'
import { report } from '../tests/load/report.mjs'
import { runAll } from '../tests/load/run.mjs'
import { SCENARIOS } from '../tests/load/scenarios/list.mjs'
import { FULL, QUICK } from '../tests/load/sizes.mjs'
import { fromRoot } from './paths.mjs'
import { formatted } from './results/formatted.mjs'
import { run } from './run/command.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { step } from './run/progress.mjs'

await runScript(async () => {
  const { only, quick, list, out } = options()
  if (list) return console.log(SCENARIOS.map(({ name, title }) => `${name}\t${title}`).join('\n'))
  const scenarios = chosen(only, quick)
  const withPeer = !quick && scenarios.some((scenario) => scenario.withPeer)
  const ground = await takeGround({ withPeer })
  try {
    const results = await runAll(scenarios, {
      ground,
      size: quick ? QUICK : FULL,
      command: ['npm run load', ...commandArguments()].join(' '),
      print: console.log,
    })
    const text = report(results)
    console.log(`\n${text}`)
    // Part of a run would stand where the whole is expected.
    if (out || !(only || quick))
      await write(results, text, {
        folder: resolve(out ?? fromRoot('tests/load/results')),
        drawn: !quick,
      })
  } finally {
    ground.leave()
  }
})

async function write(results, text, { folder, drawn }) {
  await mkdir(folder, { recursive: true })
  const raw = join(folder, 'results.json')
  await writeFile(raw, await formatted(JSON.stringify(results), raw))
  await writeFile(join(folder, 'results.md'), text)
  if (drawn) await draw(raw, join(folder, 'results.png'))
  console.log(`written to ${folder}`)
}

function draw(raw, picture) {
  return step('drawing', async () => {
    const python = await plotsPython()
    await run(python, [fromRoot('tests/load/plot.py'), raw, picture])
  })
}

function chosen(only, quick) {
  const names = SCENARIOS.map(({ name }) => name)
  const wanted = only?.split(',')
  for (const name of wanted ?? []) {
    if (!names.includes(name)) {
      throw new PlainError(`--only knows ${names.join(', ')}; it got '${name}'`)
    }
  }
  return SCENARIOS.filter(({ name, needs }) => wanted?.includes(name) ?? !(quick && needs))
}

function commandArguments() {
  const given = process.argv.slice(2)
  return given.length > 0 ? ['--', ...given] : []
}

function options() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        out: { type: 'string' },
      },
    }).values
  } catch (error) {
    throw new PlainError(error.message)
  }
}
