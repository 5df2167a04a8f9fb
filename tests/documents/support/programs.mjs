/** Programs that a machine may lack. */
import { onPath } from '../../../toolchain/run/lookup.mjs'

/** What `test` is given: it is skipped where `program` is not to be had, and fails in CI. */
export async function needing(program) {
  const isThere = program.includes('/') || (await onPath([program], process.env.PATH)) !== null
  return isThere || process.env.CI ? {} : { skip: `there is no ${program}` }
}
