/** What an app ships of the components. */
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { build } from 'esbuild'
import { dist } from '../support/dist.mjs'

/** The app's bundle, unminified, as one text. */
async function bundle(app, resolveDir = fileURLToPath(dist)) {
  const { outputFiles } = await build({
    stdin: { contents: app, resolveDir, loader: 'jsx' },
    bundle: true,
    format: 'esm',
    splitting: true,
    outdir: 'unused',
    platform: 'browser',
    external: ['react', 'react/*', 'module', 'node:*'],
    write: false,
    logLevel: 'silent',
    charset: 'utf8',
  })
  return outputFiles.map(({ text }) => text).join('\n')
}

const ARABIC = /\p{Script=Arabic}/u

test('an app in English ships no Arabic, one in Arabic does', async () => {
  const using = (names) => `import { ${names} } from './components/index.js'; console.log(${names})`
  assert.doesNotMatch(await bundle(using('TranscriptionProgress')), ARABIC)
  assert.match(await bundle(using('TranscriptionProgress, arabic')), ARABIC)
})

test('an app without the components ships nothing of them', async () => {
  const app =
    "import { useTranscriptionStatusSSE } from './index.js'; console.log(useTranscriptionStatusSSE)"
  assert.doesNotMatch(await bundle(app), /data-part|tss-progress/)
})

test('the bar’s hook alone brings neither texts nor connection', async () => {
  const text = await bundle(
    "import { useSmoothProgress } from './components/index.js'; console.log(useSmoothProgress)",
  )
  assert.doesNotMatch(text, /data-part|EventSource|Estimated/)
})
