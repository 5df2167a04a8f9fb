/** The stream that serving.md shows is the service's, and the client understands it. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { createTranscriptionClient } from 'transcription-status-sse/client'
import { newSession, newUser } from '../cluster/support/user.mjs'
import { blockWith, inLanguage, placeOf } from './support/blocks.mjs'
import { startService } from './support/service.mjs'

const STREAM = blockWith('js-bindings/docs/serving.md', 'http', 'event: status')

/** A header line, and whether it is the first of an answer. */
const LINE = /^(HTTP\/1\.1 \d{3} [\w ]+|[A-Z][\w-]*: \S.*)$/

/** `{ lines, body }` of an answer as it stands in a document. */
function parted({ text }) {
  const [head, ...body] = text.split('\n\n')
  return { lines: head.trimEnd().split('\n'), body: `${body.join('\n\n')}\n` }
}

for (const block of inLanguage('http')) {
  test(`${placeOf(block)} is what HTTP looks like`, () => {
    for (const line of parted(block).lines) assert.match(line, LINE)
  })
}

test('the client takes the status, and the close as one that was planned', async (context) => {
  const { lines, body } = parted(STREAM)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end([...lines, 'Connection: close', '', body].join('\r\n')))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  context.after(() => server.close())
  const diagnostics = []
  const client = createTranscriptionClient('job', {
    baseUrl: `http://127.0.0.1:${server.address().port}`,
    transport: 'fetch',
    policy: { backoffBaseMs: 3_600_000, backoffCapMs: 3_600_000 },
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  })
  context.after(() => client.dispose())
  const { metrics } = await until(client, ({ connection }) => connection.metrics.plannedCloses > 0)
  assert.equal(client.getSnapshot().status.progress, 75)
  assert.deepEqual([metrics.updates, metrics.rejected], [1, 0])
  assert.deepEqual(diagnostics, [])
})

/** Resolves to the connection when `holds` does. */
const until = (client, holds) =>
  new Promise((resolve) => {
    const look = () => {
      const snapshot = client.getSnapshot()
      if (!holds(snapshot)) return
      stop()
      resolve(snapshot.connection)
    }
    const stop = client.subscribe(look)
    look()
  })

test('the service sends these headers, and first a retry and a status', async (context) => {
  const { url } = await startService(context)
  const user = await newUser(url)
  const session = `${url}/api/v1/sessions/${await newSession(url, user)}`
  const answer = await fetch(`${session}/status/stream`, { headers: user })
  context.after(() => answer.body.cancel().catch(() => undefined))
  const { lines, body } = parted(STREAM)
  for (const line of lines.slice(1)) {
    const [name, value] = line.split(': ')
    assert.equal(answer.headers.get(name), value)
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let said = ''
  while (!/^data: .*\n\n/m.test(said)) said += (await reader.read()).value
  await reader.cancel()
  const shape = (text) => [...text.matchAll(/^(\w+):/gm)].map(([, name]) => name).slice(0, 4)
  assert.deepEqual(shape(said), shape(body))
})
