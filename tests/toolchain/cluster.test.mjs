import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { endingWithParent } from '../../toolchain/cluster/child.mjs'
import { nginxConfiguration, render } from '../../toolchain/cluster/nginx-configuration.mjs'
import { claimFolder } from '../../toolchain/cluster/folder-claim.mjs'
import { freePorts } from '../../toolchain/cluster/ports.mjs'
import { openRunFolder } from '../../toolchain/cluster/run-folder.mjs'
import { clusterSettings } from '../../toolchain/cluster/settings.mjs'
import { foundProgram } from '../../toolchain/debian/programs.mjs'
import { libraryFolders, writeStarter } from '../../toolchain/debian/libraries.mjs'
import { run } from '../../toolchain/run/command.mjs'
import { fromRoot } from '../../toolchain/paths.mjs'

const CHILD = new URL('../../toolchain/cluster/child.mjs', import.meta.url).href
const NGINX = { name: 'nginx', variable: 'NGINX' }

async function temporaryFolder(context) {
  const folder = await mkdtemp(join(tmpdir(), 'cluster-'))
  context.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function writeProgram(folder, name, text = '#!/bin/sh\n') {
  const path = join(folder, name)
  await writeFile(path, text)
  await chmod(path, 0o755)
  return path
}

test('a server is the one the variable names, else one on PATH, else one of the system', async (context) => {
  const [chosen, onPath, system] = await Promise.all(
    Array.from({ length: 3 }, () => temporaryFolder(context)),
  )
  const programs = await Promise.all(
    [chosen, onPath, system].map((folder) => writeProgram(folder, 'nginx')),
  )
  const found = (env) => foundProgram(NGINX, env, system)
  assert.equal(await found({ NGINX: programs[0], PATH: onPath }), programs[0])
  assert.equal(await found({ PATH: onPath }), programs[1])
  assert.equal(await found({ PATH: '/nowhere' }), programs[2])
  assert.equal(await foundProgram(NGINX, { PATH: '/nowhere' }, chosen + '/none'), null)
})

test('a variable that names no program is refused with what came', async () => {
  await assert.rejects(
    foundProgram(NGINX, { NGINX: '/nowhere/nginx', PATH: '' }),
    /NGINX was expected to name nginx, '\/nowhere\/nginx' is no program/,
  )
})

test('an unpacked program is started with the libraries beside it', async (context) => {
  const folder = await temporaryFolder(context)
  await mkdir(join(folder, 'usr/lib/x86_64-linux-gnu'), { recursive: true })
  const folders = await libraryFolders(folder)
  assert.deepEqual(folders, [join(folder, 'usr/lib/x86_64-linux-gnu')])
  const program = await writeProgram(folder, 'tool', '#!/bin/sh\necho "$LD_LIBRARY_PATH $1"\n')
  const starter = join(folder, 'start-tool')
  await writeStarter(starter, `'${program}'`, folders)
  assert.equal(await run(starter, ['word']), `${folders[0]} word\n`)
})

test('two API processes and two workers are run unless told otherwise', () => {
  const { apiProcesses, workers, dataDir } = clusterSettings({})
  assert.deepEqual([apiProcesses, workers], [2, 2])
  assert.equal(dataDir, fromRoot('demo-web/server/data-redis'))
  assert.equal(clusterSettings({ DATA_DIR: '/elsewhere' }).dataDir, '/elsewhere')
})

test('numbers of processes that are none are refused with what was expected', () => {
  for (const text of ['0', '65', '1.5', 'two', '']) {
    assert.throws(() => clusterSettings({ API_PROCESSES: text }), /API_PROCESSES .*1 to 64/)
    assert.throws(() => clusterSettings({ WORKERS: text }), /WORKERS .*1 to 64/)
  }
})

test('a Redis of the user’s is not silently left unused', () => {
  assert.throws(() => clusterSettings({ REDIS_URL: 'redis://127.0.0.1' }), /unset it/)
})

test('the configuration of a run differs from the one to copy in three places only', async () => {
  const text = await nginxConfiguration({
    listen: { host: '::1', port: 9000 },
    apis: [9001, 9002, 9003].map((port) => ({ host: '127.0.0.1', port })),
    maxUploadBytes: 10,
  })
  const template = await readFile(fromRoot('demo-web/deploy/nginx.conf'), 'utf8')
  const own = text.split('\n').filter((line) => !template.split('\n').includes(line))
  assert.deepEqual(
    own.map((line) => line.trim().replace(/ #.*/, '')),
    [
      'server 127.0.0.1:9001 max_fails=0;',
      'server 127.0.0.1:9002 max_fails=0;',
      'server 127.0.0.1:9003 max_fails=0;',
      'listen [::1]:9000 so_keepalive=30s:10s:3;',
      `client_max_body_size ${10 + 2 ** 20};`,
    ],
  )
})

test('a template that has lost a place is refused rather than run with another’s address', () => {
  const facts = { listen: { host: '127.0.0.1', port: 1 }, apis: [], maxUploadBytes: 1 }
  assert.throws(() => render('http {}\n', facts), /was expected to have one/)
})

test('API processes get ports of their own', async () => {
  const ports = await freePorts('127.0.0.1', 3)
  assert.equal(new Set(ports).size, 3)
  for (const port of ports) assert.ok(port > 1_023)
})

test('a folder is claimed by one run at a time', async (context) => {
  const dataDir = await temporaryFolder(context)
  const first = await claimFolder(dataDir)
  await assert.rejects(claimFolder(dataDir), /is used by another npm run start:redis/)
  await first.release()
  const second = await claimFolder(dataDir)
  await second.release()
})

test('a run keeps Redis’s folder and leaves nothing else', async (context) => {
  const dataDir = await temporaryFolder(context)
  const folder = await openRunFolder(dataDir)
  await writeFile(join(folder.redis, 'kept'), 'file')
  await writeFile(join(folder.nginx, 'access.log'), '')
  await folder.remove()
  const next = await openRunFolder(dataDir)
  assert.equal(await readFile(join(next.redis, 'kept'), 'utf8'), 'file')
  await assert.rejects(readFile(join(next.nginx, 'access.log')), { code: 'ENOENT' })
})

test('in a folder with a long name the socket lies elsewhere, and goes with the run', async (context) => {
  const dataDir = join(await temporaryFolder(context), 'x'.repeat(100))
  const folder = await openRunFolder(dataDir)
  assert.ok(folder.socket.length < 100)
  await writeFile(folder.socket, '')
  await folder.remove()
  await assert.rejects(readFile(folder.socket), { code: 'ENOENT' })
})

test('a child ends with its parent, even one that is killed', async (context) => {
  // Without util-linux nothing can be promised (see endingWithParent).
  if ((await endingWithParent()).length === 0) return context.skip('setpriv is not installed')
  const pipe = join(await temporaryFolder(context), 'pipe')
  await once(spawn('mkfifo', [pipe]), 'exit')
  const script = `
    import { endingWithParent, startChild } from '${CHILD}'
    const shell = ['sh', '-c', 'exec 3>"$0"; echo ready; exec sleep 1000', '${pipe}']
    const words = [...(await endingWithParent()), ...shell]
    startChild({ name: 'sleeper', words, env: process.env }, console.log)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script])
  // The child holds the other end for as long as it lives.
  const held = createReadStream(pipe).resume()
  const [line] = await once(createInterface({ input: parent.stdout }), 'line')
  assert.equal(line, 'sleeper | ready')
  assert.ok(!held.readableEnded)
  parent.kill('SIGKILL')
  await once(held, 'end')
})
