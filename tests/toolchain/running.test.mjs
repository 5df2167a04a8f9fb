import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { attempt, run } from '../../toolchain/run/command.mjs'
import { PlainError } from '../../toolchain/run/errors.mjs'
import { listenAddress, refuseTakenPort } from '../../toolchain/serve/address.mjs'

test('a program that fails is told with its command, its code and its last lines', async () => {
  const script = 'console.log("what went wrong"); process.exit(3)'
  await assert.rejects(run(process.execPath, ['-e', script]), (error) => {
    assert.ok(error instanceof PlainError)
    assert.match(error.message, /ended with code 3[^]*what went wrong/)
    return true
  })
})

test('a program that does not exist is code 127, not a crash', async () => {
  const { code, output } = await attempt('no-such-program-anywhere')
  assert.equal(code, 127)
  assert.match(output, /no-such-program-anywhere/)
})

test('a program that does not end is ended with its children, and says so', async () => {
  const { code, output } = await attempt('sh', ['-c', 'sleep 1000 & sleep 1000'], { limitMs: 50 })
  assert.equal(code, 124)
  assert.match(output, /did not end within 0\.05 s/)
})

test('the server listens on 127.0.0.1:8000 unless told otherwise', () => {
  assert.equal(listenAddress({}).url, 'http://127.0.0.1:8000')
  assert.equal(listenAddress({ HOST: '::1', PORT: '9000' }).url, 'http://[::1]:9000')
  assert.equal(listenAddress({ HOST: '0.0.0.0', PORT: '80' }).url, 'http://127.0.0.1:80')
})

test('a port that is no port is refused with what was expected', () => {
  for (const PORT of ['0', '65536', 'http', '80.5', '-1']) {
    assert.throws(() => listenAddress({ PORT }), /from 1 to 65535/, PORT)
  }
})

test('a taken port is refused with what to do', async (context) => {
  const other = createServer()
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve))
  context.after(() => other.close())
  const { port } = other.address()
  await assert.rejects(refuseTakenPort({ host: '127.0.0.1', port }), /taken.*PORT=8001 npm start/)
})
