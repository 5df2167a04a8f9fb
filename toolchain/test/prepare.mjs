/** What suites need before they run; each is made once a run, however many suites ask for it. */
import { ensureNginx, ensurePromtool, ensureRedis } from '../debian/programs.mjs'
import { PlainError } from '../run/errors.mjs'
import { buildPreset } from '../steps/cmake.mjs'
import { buildDemo } from '../steps/demo.mjs'
import { installNpmPackages } from '../steps/npm.mjs'
import { buildPackage } from '../steps/package.mjs'
import { cppToolEnvironment, serverEnvironment, serverTestEnvironment } from '../steps/python.mjs'

const once = (make) => {
  let made = null
  return () => (made ??= make())
}

/** npm packages of the lock. */
export const npmPackages = once(installNpmPackages)

const presets = Object.fromEntries(
  ['native-debug', 'native-sanitize', 'native-release', 'wasm-debug', 'wasm-release'].map(
    (name) => [
      name,
      once(async () => {
        await npmPackages()
        return buildPreset(name)
      }),
    ],
  ),
)

/** The CMake preset `name`, built. */
export const preset = (name) => presets[name]()

/** js-bindings/dist, from the wasm-release build. */
export const npmPackage = once(async () => buildPackage(await preset('wasm-release')))

/** demo-web/dist. */
export const demoPage = once(async () => buildDemo(await npmPackage()))

/** The folder of programs with what the server runs on, and no more. */
export const serverRuntime = once(serverEnvironment)

/** The folder of programs with the server's packages and its test tools. */
export const serverTools = once(serverTestEnvironment)

/**
 * `{ REDIS_SERVER, NGINX }` for the environment of tests, without those that cannot be had here: says
 * why, and leaves it to the tests to be skipped or, in CI, to fail.
 */
export const redisAndNginx = once(async () => ({
  ...(await ifInstalled('REDIS_SERVER', ensureRedis)),
  ...(await ifInstalled('NGINX', ensureNginx)),
}))

/** `{ PROMTOOL }`, likewise. */
export const promtool = once(() => ifInstalled('PROMTOOL', ensurePromtool))

async function ifInstalled(variable, ensure) {
  try {
    return { [variable]: await ensure() }
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    console.log(`! ${error.message}`)
    return {}
  }
}

/** The folder of programs with clang-format and clang-tidy. */
export const cppTools = once(cppToolEnvironment)
