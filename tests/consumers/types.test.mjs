/** Strict TypeScript over every public entry, by each of its ways to find modules. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from '../../toolchain/run/command.mjs'
import { built, WORK } from './support/work.mjs'

for (const typescript of ['typescript', 'typescript-5']) {
  for (const resolution of ['bundler', 'node16', 'nodenext']) {
    test(`${typescript}, moduleResolution ${resolution}: every public entry has its types`, async () => {
      const cwd = await built('types', [])
      const compiler = join(WORK, 'node_modules', typescript, 'bin/tsc')
      const args = [compiler, '-p', `tsconfig.${resolution}.json`]
      await run(process.execPath, args, { cwd, limitMs: 120_000 })
    })
  }
}

test('the files that are compiled use every public entry', async () => {
  const { exports } = JSON.parse(
    await readFile(join(WORK, 'node_modules/transcription-status-sse/package.json'), 'utf8'),
  )
  const cwd = await built('types', [])
  const files = [
    'hook.tsx',
    'client.ts',
    'components.tsx',
    'inspector.tsx',
    'single-file.ts',
    'plain.ts',
    'testing.ts',
  ]
  const texts = await Promise.all(files.map((file) => readFile(join(cwd, file), 'utf8')))
  const typed = Object.keys(exports).filter((entry) => exports[entry].types !== undefined)
  assert.ok(typed.length > 6)
  for (const entry of typed) {
    const name = `'transcription-status-sse${entry.slice(1)}'`
    assert.ok(texts.join('\n').includes(name), `${name} is used nowhere`)
  }
})
