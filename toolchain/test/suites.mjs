/**
 * The suites of `npm test`, in the order in which they begin. Each names itself and gives back
 * `{ counts, output }`; `log` and `report` are the files that are its own. Two run at a time: those
 * that mostly wait stand among those that compile. One that is `alone` keeps all processors busy; one
 * that runs only `byName` has the same tests as another.
 */
import { runChecks } from '../checks/run.mjs'
import { runConformance } from '../conformance/suite.mjs'
import { runFuzz } from '../fuzz/suite.mjs'
import { fromRoot } from '../paths.mjs'
import {
  chromium,
  consumers,
  demoPage,
  firefox,
  fuzzers,
  npmPackage,
  npmPackages,
  preset,
  promtool,
  redisAndNginx,
  serverRuntime,
  serverTools,
  webkit,
} from './prepare.mjs'
import { runCounted, runGoogleTest, runNodeTests, runPlaywright, runPytest } from './runners.mjs'

const core = (name, ending = '') => fromRoot('build', name, `tests/native/tss_core_tests${ending}`)

const BROWSER = 'tests/browser/playwright.config.ts'

const skipped = (missing) => ({
  counts: { passed: 0, failed: 0, skipped: 1 },
  output: `skipped: it needs what ${missing.join(' and ')} would name\n`,
})

export const SUITES = [
  {
    name: 'toolchain',
    title: 'scripts of toolchain/ (node --test)',
    async run(files) {
      await npmPackages()
      return runNodeTests('tests/toolchain', files)
    },
  },
  {
    name: 'server',
    title: 'server (pytest)',
    async run(files) {
      const env = {
        PYTHONPATH: fromRoot('demo-web/server'),
        ...(await redisAndNginx()),
        ...(await promtool()),
      }
      // Most of these tests wait for processes of their own.
      const args = ['--numprocesses=2', '--dist=loadfile', 'tests/server']
      return runPytest(await serverTools(), args, { ...files, env })
    },
  },
  {
    name: 'native',
    title: 'core, native as sanitize, but quick to build and to debug (GoogleTest)',
    byName: true,
    async run(files) {
      await preset('native-debug')
      return runGoogleTest([core('native-debug')], files)
    },
  },
  {
    name: 'sanitize',
    title: 'core, AddressSanitizer and UBSan (GoogleTest)',
    async run(files) {
      await preset('native-sanitize')
      return runGoogleTest([core('native-sanitize')], files)
    },
  },
  {
    name: 'cluster',
    title: 'API processes behind nginx, kept alive together (node --test)',
    async run(files) {
      await npmPackage()
      const env = { SERVER_PYTHON: `${await serverRuntime()}/python`, ...(await redisAndNginx()) }
      const missing = ['REDIS_SERVER', 'NGINX'].filter((variable) => !env[variable])
      if (missing.length > 0 && !process.env.CI) return skipped(missing)
      return runNodeTests('tests/cluster', { ...files, env })
    },
  },
  {
    name: 'load',
    title: 'npm run load, small (node --test)',
    async run(files) {
      const env = { SERVER_PYTHON: `${await serverRuntime()}/python` }
      return runNodeTests('tests/load', { ...files, env })
    },
  },
  {
    name: 'wasm',
    title: 'core, WebAssembly in Node (GoogleTest)',
    async run(files) {
      await preset('wasm-debug')
      return runGoogleTest([process.execPath, core('wasm-debug', '.js')], files)
    },
  },
  {
    name: 'explore',
    title: 'every reachable state of the machine (tests/explore)',
    async run(files) {
      await preset('native-release')
      return runCounted([fromRoot('build/native-release/tests/explore/tss_explore')], files)
    },
  },
  {
    name: 'package',
    title: 'npm package as built (node --test)',
    async run(files) {
      await npmPackage()
      return runNodeTests('tests/node', files)
    },
  },
  {
    name: 'plain',
    title: 'npm package where there is no WebAssembly (node --test)',
    async run(files) {
      await npmPackage()
      // Those of cores/ choose their core themselves.
      return runNodeTests('tests/node', {
        ...files,
        env: { EXPECTED_CORE: 'plain' },
        first: 'tests/node/support/without-webassembly.mjs',
        without: 'tests/node/cores',
      })
    },
  },
  {
    name: 'conformance',
    title: 'event streams on the parsers of both cores (tests/conformance)',
    async run(files) {
      await preset('wasm-release')
      return runConformance(files)
    },
  },
  {
    name: 'simulation',
    title: 'shell and core over bad networks, in virtual time (tests/simulation)',
    async run(files) {
      await npmPackage()
      // It is made of what was just built.
      const { runSimulation } = await import('../../tests/simulation/suite.mjs')
      return runSimulation(files)
    },
  },
  {
    name: 'simulated-world',
    title: "the simulation's own tests (node --test)",
    async run(files) {
      await npmPackage()
      return runNodeTests('tests/simulation', files)
    },
  },
  {
    name: 'fuzz',
    title: 'parser, codec and core on random input, sanitized (libFuzzer)',
    async run(files) {
      await fuzzers()
      return runFuzz(files)
    },
  },
  {
    name: 'sse-contract',
    title: "event-stream client as another client's harness asks it (node --test)",
    async run(files) {
      await npmPackage()
      return runNodeTests('tests/sse-contract', files)
    },
  },
  {
    name: 'documents',
    title: 'what the documents say: their code, commands, tables, links (node --test)',
    async run(files) {
      await npmPackage()
      const env = {
        CHROMIUM_PATH: await chromium(),
        SERVER_PYTHON: `${await serverRuntime()}/python`,
        ...(await redisAndNginx()),
      }
      return runNodeTests('tests/documents', { ...files, env })
    },
  },
  {
    name: 'consumers',
    title: 'packed package in bundlers, React 18 and 19, TypeScript (node --test)',
    async run(files) {
      await consumers()
      return runNodeTests('tests/consumers', { ...files, env: { CHROMIUM_PATH: await chromium() } })
    },
  },
  {
    name: 'browser',
    title: 'demo in Chromium (Playwright)',
    alone: true,
    run: async (files) =>
      runPlaywright(BROWSER, { ...files, env: await pageAndService() }, ['--project=chromium']),
  },
  {
    name: 'firefox',
    title: "the demo's scenarios in Firefox (WebDriver BiDi)",
    alone: true,
    run: (files) => runEngine('firefox', ['FIREFOX_PATH'], firefox, files),
  },
  {
    name: 'webkit',
    title: "the demo's scenarios in WebKit (WebDriver)",
    alone: true,
    run: (files) => runEngine('webkit', ['WEBKIT_DRIVER'], webkit, files),
  },
  {
    name: 'pictures',
    title: 'pages and components look as in the pictures that are kept (Playwright)',
    async run(files) {
      const env = await pageAndService()
      const config = 'tests/browser/screenshots/screenshots.config.ts'
      return runPlaywright(config, { ...files, env }, ['--update-snapshots=none'])
    },
  },
  {
    name: 'checks',
    title: 'formatters, linters, types, layers, binary, size',
    async run(files) {
      await npmPackages()
      return runChecks(files)
    },
  },
]

/** What `npm test` runs. */
export const ALL = SUITES.filter(({ byName }) => !byName)

async function pageAndService() {
  await demoPage()
  return { CHROMIUM_PATH: await chromium(), SERVER_PYTHON: `${await serverRuntime()}/python` }
}

async function runEngine(project, variables, ensure, files) {
  const env = { ...(await pageAndService()), ...(await ensure()) }
  const missing = variables.filter((variable) => !env[variable])
  if (missing.length > 0 && !process.env.CI) return skipped(missing)
  return runPlaywright(BROWSER, { ...files, env }, [`--project=${project}`])
}
