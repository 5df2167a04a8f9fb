/**
 * `npm run release`: checks, tests, builds twice from nothing and packs; the two must be the same
 * bytes. Leaves the tarball and its notes in build/release and publishes nothing.
 *
 *   npm run release -- --without-tests   to try it
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { fromRoot, ROOT } from './paths.mjs'
import { notesOf } from './release/changelog.mjs'
import {
  integrityOf,
  packFromNothing,
  refuseDifferent,
  refuseOwnPath,
  RELEASE,
} from './release/packing.mjs'
import { run } from './run/command.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { installNpmPackages } from './steps/npm.mjs'
import { runSuites } from './test/run-suites.mjs'
import { ALL } from './test/suites.mjs'

await runScript(async () => {
  const { values } = parseArgs({ options: { 'without-tests': { type: 'boolean' } } })
  const { version } = JSON.parse(await readFile(fromRoot('js-bindings/package.json'), 'utf8'))
  const notes = notesOf(await readFile(fromRoot('js-bindings/CHANGELOG.md'), 'utf8'), version)
  await refuseUncommitted()
  await refuseUsedTag(`v${version}`)
  await installNpmPackages()
  if (!values['without-tests'] && !(await runSuites(ALL))) {
    throw new PlainError('nothing was packed: a test failed')
  }

  await rm(RELEASE, { recursive: true, force: true })
  await mkdir(RELEASE, { recursive: true })
  const first = await packFromNothing()
  await rename(first.file, join(RELEASE, 'first.tgz'))
  const { file, bytes } = await packFromNothing()
  refuseDifferent(first.bytes, bytes)
  await rm(join(RELEASE, 'first.tgz'))
  await refuseOwnPath(file)
  await writeFile(join(RELEASE, 'notes.md'), `${notes}\n`)
  // Building changed nothing that is committed.
  await refuseUncommitted()

  const tarball = relative(ROOT, file)
  console.log(`\n${tarball}: ${bytes.length} bytes, two builds the same\n${integrityOf(bytes)}\n`)
  console.log(`to publish it: git tag v${version} && npm publish ${tarball}`)
})

async function refuseUncommitted() {
  const changes = await git('status', '--porcelain')
  if (changes === '') return
  throw new PlainError(`a release is made of what is committed; commit or put away:\n${changes}`)
}

/** A version is one commit. */
async function refuseUsedTag(tag) {
  const used = await git('tag', '--list', tag, '--format=%(objectname)')
  if (used === '') return
  const [tagged, head] = [await git('rev-list', '-n1', tag), await git('rev-parse', 'HEAD')]
  if (tagged === head) return
  throw new PlainError(`${tag} is another commit: raise the version in js-bindings/package.json`)
}

async function git(...args) {
  return (await run('git', args, { cwd: ROOT, stdoutOnly: true })).trim()
}
