/** TypeScript blocks as files below build/, and as modules that run. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { fromRoot } from '../../../toolchain/paths.mjs'
import { blocksOf, inLanguage, placeOf } from './blocks.mjs'

const folderOf = (name) => fromRoot('build/documents', name)

/** What testing.md imports as './Progress': as it says there, the component that README begins with. */
const [PROGRESS] = blocksOf('README.md', 'tsx')

const fileNameOf = (block) => `${placeOf(block).replaceAll(/\W+/g, '-')}.${block.language}`

/** Writes each block to a file of its own; gives `[{ block, path }]`. `name` is the caller's folder. */
export async function writtenScripts(name) {
  const folder = folderOf(name)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'Progress.tsx'), PROGRESS.text)
  const blocks = inLanguage('ts', 'tsx')
  const written = blocks.map((block) => ({ block, path: join(folder, fileNameOf(block)) }))
  await Promise.all(written.map(({ block, path }) => writeFile(path, block.text)))
  return written
}

const KEPT_TESTS = fileURLToPath(new URL('kept-tests.mjs', import.meta.url))

/** Stylesheets are for bundlers, Node has no use for them; tests are kept, for who runs them. */
const IN_NODE = {
  name: 'in-node',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vitest$/ }, () => ({ path: KEPT_TESTS }))
    onResolve({ filter: /\.css$/ }, ({ path }) => ({ path, namespace: 'style' }))
    onLoad({ filter: /.*/, namespace: 'style' }, () => ({ contents: '', loader: 'js' }))
  },
}

/**
 * A function that runs a block, its text as `change` has it, and gives what it exports; packages are
 * those of node_modules.
 */
export async function scriptRunner(name) {
  const folder = folderOf(name)
  const written = await writtenScripts(name)
  return async (block, change = (text) => text) => {
    const { path } = written.find((one) => one.block === block)
    await writeFile(path, change(block.text))
    const outfile = join(folder, `${fileNameOf(block)}.mjs`)
    await build({
      entryPoints: [path],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      jsx: 'automatic',
      packages: 'external',
      plugins: [IN_NODE],
      logLevel: 'silent',
    })
    return import(pathToFileURL(outfile).href)
  }
}
