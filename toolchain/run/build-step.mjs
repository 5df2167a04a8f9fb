/** A step of the build that is skipped while nothing that goes into it has changed. */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE, ROOT } from '../paths.mjs'
import { step } from './progress.mjs'
import { fingerprintOf, fingerprintOfFiles, isStamped, writeStamp } from './stamp.mjs'

/**
 * Does `work` unless `outputs` exist and were made from the same `inputs` (paths below the
 * checkout) and `facts` (strings: versions, fingerprints of earlier steps). Gives back the
 * fingerprint, for steps that build on this one. The stamp goes first and comes last, so work that
 * was interrupted is done again.
 */
export async function buildStep({ name, title, inputs = [], facts = [], outputs = [], work }) {
  const stamp = join(CACHE, 'stamps', name)
  const fingerprint = fingerprintOf(await fingerprintOfFiles(ROOT, inputs), ROOT, ...facts)
  const complete = outputs.every((output) => existsSync(join(ROOT, output)))
  if (complete && (await isStamped(stamp, fingerprint))) {
    console.log(`✓ ${title}: up to date`)
    return fingerprint
  }
  await rm(stamp, { force: true })
  await step(title, work)
  await writeStamp(stamp, fingerprint)
  return fingerprint
}
