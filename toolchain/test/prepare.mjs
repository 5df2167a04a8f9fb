/** What suites need before they run; each is made once a run, however many suites ask for it. */
import { ensureNginx, ensurePromtool, ensureRedis } from '../debian/programs.mjs'
import { PlainError } from '../run/errors.mjs'
import { turns } from '../run/turns.mjs'
import { installBenchPeers } from '../steps/bench-peers.mjs'
import { buildPreset } from '../steps/cmake.mjs'
import { buildDemo } from '../steps/demo.mjs'
import { buildFuzzers } from '../steps/fuzz.mjs'
import { installConsumers } from '../steps/consumers.mjs'
import { installNpmPackages } from '../steps/npm.mjs'
import { buildPackage } from '../steps/package.mjs'
import { cppToolEnvironment, serverEnvironment, serverTestEnvironment } from '../steps/python.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureFirefox } from './firefox.mjs'
import { ensureWebKit } from './webkit.mjs'

const once = (make) => {
  let made = null
  return () => (made ??= make())
}

/** For what fetches or compiles: it shares folders, and what compiles uses all processors by itself. */
const inTurn = turns()

/** npm packages of the lock. */
export const npmPackages = once(() => inTurn(installNpmPackages))

const presets = Object.fromEntries(
  ['native-debug', 'native-sanitize', 'native-release', 'wasm-debug', 'wasm-release'].map(
    (name) => [
      name,
      once(async () => {
        await npmPackages()
        return inTurn(() => buildPreset(name))
      }),
    ],
  ),
)

/** The CMake preset `name`, built. */
export const preset = (name) => presets[name]()

/** js-bindings/dist, from the wasm-release build. */
export const npmPackage = once(async () => {
  const core = await preset('wasm-release')
  return inTurn(() => buildPackage(core))
})

/** build/consumers: the packed package, installed beside bundlers. */
export const consumers = once(async () => {
  const packaged = await npmPackage()
  return inTurn(() => installConsumers(packaged))
})

/** The folder in which tests/bench's peers are installed. */
export const benchPeers = once(() => inTurn(installBenchPeers))

/** demo-web/dist. */
export const demoPage = once(async () => {
  const packaged = await npmPackage()
  return inTurn(() => buildDemo(packaged))
})

/** The programs of tests/fuzz. */
export const fuzzers = once(() => inTurn(buildFuzzers))

/** The path of the Chromium that the browser tests drive. */
export const chromium = once(() => inTurn(ensureChromium))

/** `{ FIREFOX_PATH }` for the environment of tests, or none: as with Redis and nginx. */
export const firefox = once(() =>
  inTurn(() => ifHad(async () => ({ FIREFOX_PATH: await ensureFirefox() }))),
)

/** `{ WEBKIT_DRIVER, WEBKIT_PATH, XVFB }`, likewise. */
export const webkit = once(() => inTurn(() => ifHad(ensureWebKit)))

/** The folder of programs with what the server runs on, and no more. */
export const serverRuntime = once(serverEnvironment)

/** The folder of programs with the server's packages and its test tools. */
export const serverTools = once(serverTestEnvironment)

/**
 * `{ REDIS_SERVER, NGINX }` for the environment of tests, without those that cannot be had here: says
 * why, and leaves it to the tests to be skipped or, in CI, to fail.
 */
export const redisAndNginx = once(() =>
  inTurn(async () => ({
    ...(await ifHad(async () => ({ REDIS_SERVER: await ensureRedis() }))),
    ...(await ifHad(async () => ({ NGINX: await ensureNginx() }))),
  })),
)

/** `{ PROMTOOL }`, likewise. */
export const promtool = once(() =>
  inTurn(() => ifHad(async () => ({ PROMTOOL: await ensurePromtool() }))),
)

async function ifHad(variables) {
  try {
    return await variables()
  } catch (error) {
    if (!(error instanceof PlainError)) throw error
    console.log(`! ${error.message}`)
    return {}
  }
}

/** The folder of programs with clang-format and clang-tidy. */
export const cppTools = once(cppToolEnvironment)
