/**
 * `npm run size`: what is downloaded for each entry and core, whether it is within budget, and where
 * each kilobyte of what the hook needs goes.
 */
import { overBudget } from './checks/size.mjs'
import { runScript } from './run/errors.mjs'
import { failOn } from './checks/report.mjs'
import { coreSizes, downloadsOf, entrySizes, total } from './size/downloads.mjs'
import { ENTRIES } from './size/entries.mjs'
import { wasmParts } from './size/wasm-parts.mjs'

/** `brotli~`: as much of the compressed whole as of the raw one; parts are not compressed alone. */
const SHARES = ['raw', 'brotli~']

await runScript(async () => {
  const sizes = await entrySizes()
  show('entry, with all that it loads', sizes, ['raw', 'gzip', 'brotli', 'budget'])
  show('core, by itself', await coreSizes())

  const hook = ENTRIES['.']
  const { always, onDemand, inputs } = await downloadsOf(hook.file, hook.core)
  show("the hook's downloads", [...always, total(always)])
  show('and only where they are needed', onDemand)
  const scripts = total(always.filter(({ name }) => name.endsWith('.js')))
  const [wasm] = always.filter(({ name }) => name.endsWith('.wasm'))
  show('where its JavaScript goes', shares(inputs, scripts), SHARES)
  show('where its .wasm goes', shares(await wasmParts(), wasm), SHARES)
  failOn(overBudget(sizes))
})

function shares(parts, whole) {
  return parts
    .filter(({ raw }) => raw > 0)
    .sort((one, other) => other.raw - one.raw)
    .map(({ name, raw }) => ({
      name,
      raw,
      'brotli~': Math.round((raw / whole.raw) * whole.brotli),
    }))
}

function show(title, rows, columns = ['raw', 'gzip', 'brotli']) {
  console.log(`\n${line(title, columns)}`)
  for (const row of rows)
    console.log(
      line(
        row.name,
        columns.map((column) => row[column]),
      ),
    )
}

function line(name, cells) {
  return name.padEnd(44) + cells.map((cell) => String(cell).padStart(9)).join('')
}
