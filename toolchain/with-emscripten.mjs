/** `node toolchain/with-emscripten.mjs CMD…` runs CMD where emcc, em++ and emcmake are found. */
import { spawn } from 'node:child_process'
import { ensureEmscripten } from './emscripten/ensure.mjs'
import { PlainError, runScript } from './run/errors.mjs'

await runScript(async () => {
  const [command, ...args] = process.argv.slice(2)
  if (!command)
    throw new PlainError('usage: node toolchain/with-emscripten.mjs COMMAND [ARGUMENT…]')
  const { env } = await ensureEmscripten()
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  process.exitCode = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`error: ${command}: ${error.message}`)
      resolve(127)
    })
    child.on('close', (code) => resolve(code ?? 1))
  })
})
