/** How a check says what it found. */
import { PlainError } from '../run/errors.mjs'

/** Fails with `problems`, one a line, and `advice`; does nothing if there are none. */
export function failOn(problems, advice) {
  if (problems.length > 0) throw new PlainError([...problems, advice].filter(Boolean).join('\n'))
}
