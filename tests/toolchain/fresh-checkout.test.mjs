/** The commands of package.json begin in a checkout where nothing is installed. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { build } from 'esbuild'
import { fromRoot, ROOT } from '../../toolchain/paths.mjs'

/** `node toolchain/start.mjs` → `toolchain/start.mjs`, of each script. */
async function commands() {
  const { scripts } = JSON.parse(await readFile(fromRoot('package.json'), 'utf8'))
  const files = Object.values(scripts).map((line) => /\bnode (\S+\.mjs)/.exec(line)?.[1])
  return [...new Set(files)]
}

/** What loading `files` takes from npm: `importer: package`. What `import()` asks for later is not. */
async function packagesNeededBy(files) {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: files,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'unwritten',
    platform: 'node',
    format: 'esm',
    splitting: true,
    packages: 'external',
    logLevel: 'silent',
  })
  const outputs = Object.values(metafile.outputs)
  const needed = new Set()
  const visit = (output) => {
    if (needed.has(output)) return
    needed.add(output)
    for (const { path, kind, external } of output.imports) {
      if (kind === 'import-statement' && !external) visit(metafile.outputs[path])
    }
  }
  outputs.filter(({ entryPoint }) => files.includes(entryPoint)).forEach(visit)
  const inputs = [...needed].flatMap((output) => Object.keys(output.inputs))
  return inputs.flatMap((importer) =>
    metafile.inputs[importer].imports
      .filter(({ kind, external }) => kind === 'import-statement' && external)
      .filter(({ path }) => !path.startsWith('node:'))
      .map(({ path }) => `${importer}: ${path}`),
  )
}

test('each command of package.json loads before packages are installed', async () => {
  const files = await commands()
  assert.ok(files.includes('toolchain/test.mjs'))
  assert.deepEqual(await packagesNeededBy(files), [])
})

test('a command that loads a package at once would be told', async () => {
  const found = await packagesNeededBy(['tests/bench/scenarios.mjs'])
  assert.ok(found.includes('tests/bench/ground/pages.mjs: vite'), found.join('\n'))
})
