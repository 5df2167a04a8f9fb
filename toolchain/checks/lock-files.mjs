/** Lock files say what and which content, never where from: that is the machine's own setting. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../paths.mjs'
import { failOn } from './report.mjs'

const LOCKS = [
  'package-lock.json',
  'tests/bench/package-lock.json',
  'tests/consumers/package-lock.json',
  'toolchain/python/build.lock',
  'toolchain/python/cpp-tools.lock',
  'toolchain/python/load.lock',
  'toolchain/python/plots.lock',
  'demo-web/server/requirements.lock',
  'demo-web/server/requirements-dev.lock',
]

/** Lines of a lock that name a host. Home pages in package-lock.json's "url" fields are not sources. */
export function hostLines(text) {
  const names =
    /"resolved":\s*"[a-z+]+:|^\s*--(index-url|extra-index-url|find-links|trusted-host)|^[^"]*:\/\//
  return text
    .split('\n')
    .flatMap((line, index) => (names.test(line) ? [`${index + 1}: ${line.trim()}`] : []))
}

export async function checkLockFiles() {
  const problems = await Promise.all(
    LOCKS.map(async (lock) => {
      const text = await readFile(join(ROOT, lock), 'utf8')
      return hostLines(text).map((line) => `${lock}:${line}`)
    }),
  )
  failOn(
    problems.flat(),
    'write the lock again without addresses (.npmrc; pip-compile --no-emit-*)',
  )
}
