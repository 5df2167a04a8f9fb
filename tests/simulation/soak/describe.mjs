/** What failed, in words, with the command that shows it again. */
import { INVARIANTS } from '../invariants/index.mjs'

export function described({ invariant, at, text, seed, profile }, core) {
  const { sentence } = INVARIANTS.find(({ id }) => id === invariant)
  return [
    `✗ ${invariant}, seed ${seed} (${profile}), at ${Math.round(at)} ms: ${text}`,
    `  ${sentence}`,
    `  npm run soak -- --replay ${seed} --profile ${profile} --core ${core} --trace`,
  ].join('\n')
}
