/** Runs one test runner and counts its report. */
import { readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ROOT } from '../paths.mjs'
import { attempt } from '../run/command.mjs'
import { judge } from '../results/counts.mjs'
import { countClosingLine } from '../results/closing-line.mjs'
import { countGoogleTest } from '../results/gtest.mjs'
import { countJUnit } from '../results/junit.mjs'
import { countPlaywright } from '../results/playwright.mjs'
import { sourceFiles } from '../run/source-files.mjs'

/** A runner that hangs has failed; the slowest takes twenty minutes on a busy machine. */
const LIMIT_MS = 45 * 60_000

/** A GoogleTest program: `command` and its arguments. */
export const runGoogleTest = ([command, ...args], { log, report, env }) =>
  reported(countGoogleTest, report, () =>
    attempt(command, [...args, `--gtest_output=json:${report}`], {
      cwd: ROOT,
      env,
      log,
      limitMs: LIMIT_MS,
    }),
  )

/**
 * Node's own test runner over the *.test.mjs below `folder` (from the checkout's root), but for
 * those below `without`; `first` is a module that runs before each of them.
 */
export async function runNodeTests(folder, { log, report, env, first, without }) {
  const isMeant = (file) =>
    file.endsWith('.test.mjs') && !(without && file.startsWith(join(ROOT, without, '/')))
  const files = (await sourceFiles(join(ROOT, folder))).filter(isMeant)
  if (files.length === 0)
    return { counts: judge(NONE, 0), output: `no *.test.mjs below ${folder}\n` }
  const reporters = ['spec', 'stdout', 'junit', report]
  const flags = reporters.map(
    (value, at) => `--test-reporter${at % 2 ? '-destination' : ''}=${value}`,
  )
  const names = files.map((file) => relative(ROOT, file))
  const imports = first ? ['--import', join(ROOT, first)] : []
  return reported(countJUnit, report, () =>
    attempt(process.execPath, [...imports, '--test', ...flags, ...names], {
      cwd: ROOT,
      env,
      log,
      limitMs: LIMIT_MS,
    }),
  )
}

/** A program that counts itself in the line it ends with. */
export async function runCounted([command, ...args], { log, env }) {
  const { code, output } = await attempt(command, args, { cwd: ROOT, env, log, limitMs: LIMIT_MS })
  try {
    return { counts: judge(countClosingLine(output), code), output }
  } catch (error) {
    return { counts: judge(NONE, code), output: `${output}${error.message}\n` }
  }
}

/** pytest with `args`. */
export const runPytest = (bin, args, { log, report, env }) =>
  reported(countJUnit, report, () =>
    attempt(join(bin, 'python'), ['-m', 'pytest', `--junitxml=${report}`, ...args], {
      cwd: ROOT,
      env,
      log,
      limitMs: LIMIT_MS,
    }),
  )

/** Playwright with the configuration at `config` and more `flags`. */
export const runPlaywright = (config, { log, report, env }, flags = []) =>
  reported(countPlaywright, report, () =>
    attempt(process.execPath, [...PLAYWRIGHT, '-c', config, ...flags], {
      cwd: ROOT,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
      log,
      limitMs: LIMIT_MS,
    }),
  )

const PLAYWRIGHT = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json']

const NONE = { passed: 0, failed: 0, skipped: 0 }

/** No report, or one that cannot be read, counts nothing: a runner that crashed early has failed. */
async function reported(count, report, start) {
  await rm(report, { force: true })
  const { code, output } = await start()
  try {
    return { counts: judge(count(await readFile(report, 'utf8')), code), output }
  } catch (error) {
    return { counts: judge(NONE, code), output: `${output}no readable report: ${error.message}\n` }
  }
}
