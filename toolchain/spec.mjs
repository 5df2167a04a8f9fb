/**
 * `npm run spec`: writes the diagram and the table of wasm/SPEC.md anew from the transition table.
 *
 *   npm run spec -- --check   fails if they are stale, and writes nothing
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fromRoot } from './paths.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { protocolOf, withProtocol } from './spec/protocol.mjs'

const SPEC = fromRoot('wasm/SPEC.md')

await runScript(async () => {
  const written = await readFile(SPEC, 'utf8')
  const fresh = withProtocol(written, await protocolOf())
  if (written === fresh) return console.log('wasm/SPEC.md is up to date')
  if (process.argv.includes('--check')) {
    throw new PlainError("wasm/SPEC.md does not show the transition table; run 'npm run spec'")
  }
  await writeFile(SPEC, fresh)
  console.log('wasm/SPEC.md: diagram and table written')
})
