/** Commands in the documents exist, and those with curl do what is said, with the real service. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { fromRoot } from '../../toolchain/paths.mjs'
import { PROGRAMS } from '../cluster/support/processes.mjs'
import { blocksOf, blockWith, inLanguage, placeOf } from './support/blocks.mjs'
import { needing } from './support/programs.mjs'
import { startService } from './support/service.mjs'
import { commandsOf, walk } from './support/walk.mjs'

const SERVER = 'demo-web/server/README.md'
const DEMO = 'js-bindings/docs/demo.md'
const SERVING = 'js-bindings/docs/serving.md'

/** Blocks that a test below runs as they stand. */
const WALKED = [
  ...blocksOf(SERVER, 'sh').filter(({ text }) => text.includes('curl')),
  ...blocksOf(DEMO, 'sh'),
  ...blocksOf(SERVING, 'sh'),
]

/** Programs that no test has, each with the reason. */
const NOT_HERE = {
  flite: 'made the recording that is kept; nothing else needs it',
  ffmpeg: 'likewise',
  'sse-contract-tests': 'a release of another project, which its page names',
}

const curl = await needing('curl')

const { scripts } = JSON.parse(await readFile(fromRoot('package.json'), 'utf8'))

function npmProblem([command, name]) {
  if (command === 'install') return null
  const script = command === 'run' ? name : command
  return script in scripts ? null : `package.json has no script '${script}'`
}

function pythonProblem([flag, module]) {
  assert.equal(flag, '-m')
  const script = `import importlib.util, sys; sys.exit(importlib.util.find_spec('${module}') is None)`
  const env = { ...process.env, PYTHONPATH: fromRoot('demo-web/server') }
  try {
    execFileSync(PROGRAMS.python, ['-c', script], { env })
    return null
  } catch {
    return `there is no module ${module}`
  }
}

/** What is wrong with a command that is not run, or null. */
function problemOf(command) {
  const [program, ...words] = command.split(/\s+/)
  if (program === 'npm') return npmProblem(words)
  if (program === 'python') return pythonProblem(words)
  return program in NOT_HERE ? null : `nobody knows '${program}'`
}

for (const block of inLanguage('sh').filter((one) => !WALKED.includes(one))) {
  test(`${placeOf(block)} names commands that there are`, () => {
    assert.deepEqual(commandsOf(block).map(problemOf).filter(Boolean), [])
  })
}

test('demo.md: curl does the whole job', curl, async (context) => {
  const { url } = await startService(context)
  const steps = await walk(context, blocksOf(DEMO, 'sh'), {
    replaced: [['http://127.0.0.1:8000', url]],
    recordings: ['speech.wav'],
  })
  assert.deepEqual(
    steps.map(({ code }) => code),
    [0, 0, 0, 0],
  )
  const [, created, stream, transcript] = steps
  assert.match(created.output, /"session_id"/)
  assert.match(stream.output, /event: close\ndata: \{"reason":"completed"/)
  assert.match(transcript.output, /good morning/i)
})

test(
  'the service’s README and serving.md: a token, an administrator, faults',
  curl,
  async (context) => {
    const { url, dataDir, lines } = await startService(context, { DEMO_FAULTS: '1' })
    const [job, admin, faults] = WALKED.filter(({ document }) => document === SERVER)
    const steps = await walk(context, [job, admin, faults, ...blocksOf(SERVING, 'sh')], {
      replaced: [
        ['https://example.org', url],
        ['localhost:8000', url.replace('http://', '')],
        ['demo-web/server/data/', `${dataDir}/`],
        ['python3', PROGRAMS.python],
        // There the user has a cookie.
        ['-b jar', '-H "Authorization: Bearer $TOKEN"'],
      ],
      recordings: ['talk.wav'],
    })
    const outputOf = (words) => steps.find(({ command }) => command.includes(words)).output
    assert.deepEqual(
      steps.filter(({ code }) => code !== 0),
      [],
    )
    assert.match(outputOf('status/stream'), /"reason":"completed"/)
    assert.match(outputOf('transcript.txt'), /good morning/i)
    assert.equal(JSON.parse(outputOf('admin/overview')).sessions, 1)
    assert.match(outputOf('/SESSION_ID                  '), /"kind":"refuse"/)
    assert.equal(outputOf('%{http_code}').trim(), '200 text/event-stream; charset=utf-8')
    assert.match(outputOf('--max-time 40'), /^event: status$/m)
    const keysOf = (line) => [...line.matchAll(/(?:^|\s)(\w+)=/g)].map(([, key]) => key)
    const shown = blockWith(SERVER, 'logfmt', 'stream closed').text
    const real = lines.find((line) => line.includes('"stream closed"'))
    assert.deepEqual(keysOf(real), keysOf(shown))
  },
)
