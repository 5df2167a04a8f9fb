/**
 * `npm run spec`: writes anew from the transition table the diagram and the table of wasm/SPEC.md,
 * the diagram of the page that tells how it works, and the edges of the inspector's chart.
 *
 *   npm run spec -- --check   fails if they are stale, and writes nothing
 */
import { readFile, writeFile } from 'node:fs/promises'
import { fromRoot } from './paths.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { documents } from './spec/protocol.mjs'

const read = (path) => readFile(fromRoot(path), 'utf8')

await runScript(async () => {
  for (const { path, fresh } of await documents(read)) {
    if ((await read(path).catch(() => null)) === fresh) {
      console.log(`${path} is up to date`)
    } else if (process.argv.includes('--check')) {
      throw new PlainError(`${path} does not show the transition table; run 'npm run spec'`)
    } else {
      await writeFile(fromRoot(path), fresh)
      console.log(`${path}: written`)
    }
  }
})
