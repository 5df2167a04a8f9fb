/** ruff and mypy over the server and its tests, as the configuration beside them says. */
import { join } from 'node:path'
import { fromRoot, ROOT } from '../paths.mjs'
import { run } from '../run/command.mjs'
import { serverTools } from '../test/prepare.mjs'

const FOLDERS = ['demo-web/server', 'tests/server', 'tests/load', 'tests/bench']

const ruff = async (...args) => {
  const program = join(await serverTools(), 'ruff')
  await run(program, [...args, ...FOLDERS], {
    cwd: ROOT,
    env: { RUFF_CACHE_DIR: fromRoot('.cache/ruff') },
  })
}

export const ruffFormat = () => ruff('format', '--check', '--diff')
export const ruffFormatWrite = () => ruff('format')
export const ruffLint = () => ruff('check')

export async function mypy() {
  const program = join(await serverTools(), 'mypy')
  const config = ['--config-file', 'demo-web/server/pyproject.toml']
  const env = { MYPY_CACHE_DIR: fromRoot('.cache/mypy') }
  await run(program, [...config, ...FOLDERS], { cwd: ROOT, env })
}
