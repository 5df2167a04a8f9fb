/** Fuzzes one target for a given time, in as many processes as wanted, and tells how it goes. */
import { mkdir, readFile, rm } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'
import { fuzz, progressOf } from './libfuzzer.mjs'
import { writeSeeds } from './seeds.mjs'
import { figures, outcome } from './story.mjs'
import { existing } from './suite.mjs'
import { corpusOf, findingsOf, grownOf, regressionsOf, seedsOf } from './targets.mjs'

const TELL_EVERY_MS = 5_000

/** The number of processes in which nothing was found, and in which something was. */
export async function campaign(target, { seconds, jobs, seed }) {
  await writeSeeds(target)
  await mkdir(fromRoot(grownOf(target)), { recursive: true })
  await mkdir(fromRoot(findingsOf(target)), { recursive: true })
  const logs = Array.from({ length: jobs }, (_, job) => `${findingsOf(target)}/${job}.log`)
  await Promise.all(logs.map((log) => rm(fromRoot(log), { force: true })))
  const corpora = [
    grownOf(target),
    ...(await existing([corpusOf(target), regressionsOf(target), seedsOf(target)])),
  ]
  const teller = setInterval(() => void tell(target, logs), TELL_EVERY_MS)
  try {
    const results = await Promise.all(
      logs.map((log, job) =>
        fuzz(target, corpora, [`-max_total_time=${seconds}`, `-seed=${seed + job}`], fromRoot(log)),
      ),
    )
    for (const result of results) process.stdout.write(outcome(target, result))
    const failed = results.filter(({ code }) => code !== 0).length
    return { passed: jobs - failed, failed, skipped: 0 }
  } finally {
    clearInterval(teller)
  }
}

/** The sum of the runs, and what the furthest process has reached: they share what they find. */
async function tell(target, logs) {
  const texts = await Promise.all(
    logs.map((log) => readFile(fromRoot(log), 'utf8').catch(() => '')),
  )
  const all = texts.map(progressOf).filter(Boolean)
  if (all.length === 0) return
  const most = (name) => Math.max(...all.map((progress) => progress[name]))
  const runs = all.reduce((sum, progress) => sum + progress.runs, 0)
  console.log(
    `  ${target.name}: ${figures({ runs, edges: most('edges'), inputs: most('inputs') })}`,
  )
}
