/**
 * `npm run fuzz`: tries random inputs on the parser, the codec and the whole core, built with
 * AddressSanitizer and UndefinedBehaviorSanitizer. Its last line is `N passed, N failed`.
 *
 *   npm run fuzz -- --target NAME    one target only: event_stream, codec, numbers or operations
 *   npm run fuzz -- --seconds N      for so long each, 60 by default
 *   npm run fuzz -- --jobs N         in so many processes
 *   npm run fuzz -- --seed S         a fixed beginning; it is printed, and another one each time
 *   npm run fuzz -- --short          what `npm test` does
 *   npm run fuzz -- --target NAME --replay FILE   one input, and what is wrong with it
 *   npm run fuzz -- --collect        adds what was found to the committed corpora, made small
 *
 * What reached something new stays in build/fuzz-corpus, what is wrong in build/fuzz-findings.
 */
import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { campaign } from './fuzz/campaign.mjs'
import { collect } from './fuzz/collect.mjs'
import { replay } from './fuzz/libfuzzer.mjs'
import { advice } from './fuzz/story.mjs'
import { runFuzz } from './fuzz/suite.mjs'
import { TARGETS } from './fuzz/targets.mjs'
import { fromRoot } from './paths.mjs'
import { add } from './results/counts.mjs'
import { PlainError, runScript } from './run/errors.mjs'
import { buildFuzzers } from './steps/fuzz.mjs'

await runScript(async () => {
  const chosen = options()
  await buildFuzzers()
  const counts = await work(chosen)
  console.log(`${counts.passed} passed, ${counts.failed} failed`)
  process.exitCode = counts.failed === 0 ? 0 : 1
})

async function work({ targets, file, isShort, isCollecting, ...how }) {
  if (file) return one(targets, file)
  if (isShort) return short()
  if (isCollecting) return collectAll(targets)
  console.log(`seed ${how.seed}`)
  const results = []
  for (const target of targets) {
    results.push(await campaign(target, how))
    if (results.at(-1).failed > 0) console.log(`  ${advice(target)}`)
  }
  return add(...results)
}

async function one(targets, file) {
  if (targets.length !== 1) {
    throw new PlainError('--replay wants to know of which target the input is: --target NAME')
  }
  const { code } = await replay(targets[0], resolve(file), { shown: true })
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function short() {
  const { counts, output } = await runFuzz({ log: fromRoot('build/fuzz-short.log') })
  process.stdout.write(output)
  return counts
}

async function collectAll(targets) {
  for (const target of targets) console.log(`✓ ${target.name}: ${await collect(target)} inputs`)
  return { passed: targets.length, failed: 0 }
}

function options() {
  const { target, seconds, jobs, seed, short, collect, replay } = parsed()
  return {
    targets: target === undefined ? TARGETS : [named(target)],
    seconds: count('--seconds', seconds),
    jobs: count('--jobs', jobs),
    seed: seed === undefined ? randomInt(1, 2 ** 31) : count('--seed', seed),
    file: replay,
    isShort: short,
    isCollecting: collect,
  }
}

function parsed() {
  const text = { type: 'string' }
  const flag = { type: 'boolean', default: false }
  try {
    return parseArgs({
      options: {
        target: text,
        seconds: { ...text, default: '60' },
        jobs: { ...text, default: '1' },
        seed: text,
        short: flag,
        collect: flag,
        replay: text,
      },
    }).values
  } catch (error) {
    throw new PlainError(error.message)
  }
}

function named(name) {
  const target = TARGETS.find((one) => one.name === name)
  if (target) return target
  const names = TARGETS.map((one) => one.name).join(', ')
  throw new PlainError(`--target knows ${names}; it got '${name}'`)
}

function count(option, text) {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new PlainError(`${option} wants a whole number from 1 on; it got '${text}'`)
}
