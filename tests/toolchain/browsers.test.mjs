import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { moveAway } from '../../toolchain/debian/moved-folder.mjs'
import { replaceInFile } from '../../toolchain/debian/replace-in-file.mjs'
import { miniBrowser } from '../../toolchain/test/minibrowser.mjs'
import { foundWebKit } from '../../toolchain/test/webkit.mjs'

let root

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'browsers-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function program(path) {
  const whole = join(root, path)
  await mkdir(dirname(whole), { recursive: true })
  await writeFile(whole, '#!/bin/sh\n')
  await chmod(whole, 0o755)
  return whole
}

test('WebKit is found only whole: driver, browser and screen', async () => {
  const driver = await program('usr/bin/WebKitWebDriver')
  const browser = await program('usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser')
  const env = { PATH: join(root, 'usr/bin') }
  assert.equal(await foundWebKit(env, root), null)

  const screen = await program('usr/bin/Xvfb')
  const whole = { WEBKIT_DRIVER: driver, WEBKIT_PATH: browser, XVFB: screen }
  assert.deepEqual(await foundWebKit(env, root), whole)
  assert.deepEqual(await foundWebKit({ ...env, XVFB: '/my/Xvfb' }, root), {
    ...whole,
    XVFB: '/my/Xvfb',
  })
  assert.equal(await miniBrowser(join(root, 'elsewhere')), null)
})

test('a text in a program is replaced by one of its length, once, and the program stays one', async () => {
  const path = await program('program')
  await writeFile(path, Buffer.from('\0/usr/bin\0\xff/usr/bin\0', 'latin1'))
  for (const time of ['first', 'again']) {
    await replaceInFile(path, '/usr/bin\0', '/tmp/bin\0')
    assert.equal(await readFile(path, 'latin1'), '\0/tmp/bin\0\xff/tmp/bin\0', time)
  }
  assert.equal((await stat(path)).mode & 0o777, 0o755)
  await assert.rejects(replaceInFile(path, '/usr/lib', '/tmp/longer'), /as long as/)
  await assert.rejects(replaceInFile(path, '/usr/lib', '/tmp/lib'), /is not there/)
})

test('a folder gets another path of the length that a program has room for, the same each time', async () => {
  const length = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1'.length
  const link = await moveAway(root, length)
  try {
    assert.equal(link.length, length)
    assert.equal(await readlink(link), root)
    assert.equal(await moveAway(root, length), link)
    assert.notEqual(await moveAway(join(root, 'b'), length).then(removed), link)
    await assert.rejects(moveAway(root, 10), /10 characters/)
  } finally {
    await rm(link)
  }
})

async function removed(link) {
  await rm(link)
  return link
}
