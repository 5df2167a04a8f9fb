/** JSON in the documents is what the client takes, and what it sends. */
import '../node/support/dom.mjs'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { createTranscriptionClient } from 'transcription-status-sse/client'
import { installTestWorld } from 'transcription-status-sse/testing'
import { fromRoot } from '../../toolchain/paths.mjs'
import { PROGRAMS } from '../cluster/support/processes.mjs'
import { load } from '../node/support/dist.mjs'
import { blockWith, inLanguage, placeOf } from './support/blocks.mjs'

// Loaded on demand; loaded before, it is there at once.
await load('telemetry.js')

const USING = 'js-bindings/docs/using.md'

for (const block of inLanguage('json')) {
  test(`${placeOf(block)} is JSON`, () => {
    assert.equal(typeof JSON.parse(block.text), 'object')
  })
}

/** A client of `job` in a world of its own; `end` lets it go and tells what was reported. */
async function follow(options) {
  const world = installTestWorld()
  await world.ready()
  const session = world.server.session('job')
  const client = createTranscriptionClient('job', options)
  const end = async () => {
    client.dispose()
    await world.clock.advance(250)
    world.restore()
    return world.beacons
  }
  return { world, session, client, end }
}

/** The names of all fields, those of inner objects by their path. */
const fieldsOf = (value, path = '') =>
  value === null || typeof value !== 'object'
    ? [path]
    : Object.entries(value).flatMap(([name, inner]) => fieldsOf(inner, `${path}/${name}`))

test('the status of using.md is taken as it stands', async () => {
  const status = JSON.parse(blockWith(USING, 'json', '"progress"').text)
  const diagnostics = []
  const { world, session, client, end } = await follow({
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  })
  session.publish(status)
  await world.clock.advance(0)
  assert.deepEqual(client.getSnapshot().status, status)
  assert.deepEqual(diagnostics, [])
  await end()
})

test('the report of using.md has the fields of one that is sent', async () => {
  const { world, session, end } = await follow({ telemetryUrl: '/telemetry' })
  await world.clock.advance(0)
  session.complete()
  await world.clock.advance(0)
  const [{ report }] = await end()
  const shown = JSON.parse(blockWith(USING, 'json', '"connection_id"').text)
  assert.deepEqual(fieldsOf(shown), fieldsOf(report))
})

test('both are what the service takes and sends', () => {
  const models = {
    'status:TranscriptionStatus': blockWith(USING, 'json', '"progress"'),
    'connection_report:ConnectionReport': blockWith(USING, 'json', '"connection_id"'),
  }
  for (const [name, { text }] of Object.entries(models)) {
    const [module, model] = name.split(':')
    const script = `
import sys
from transcription_service.models.${module} import ${model}
said = ${model}.model_validate_json(sys.stdin.read())
print(sorted(said.model_dump()))`
    const printed = execFileSync(PROGRAMS.python, ['-c', script], {
      input: text,
      env: { ...process.env, PYTHONPATH: fromRoot('demo-web/server') },
      encoding: 'utf8',
    })
    for (const field of Object.keys(JSON.parse(text)))
      assert.ok(printed.includes(`'${field}'`), field)
  }
})
