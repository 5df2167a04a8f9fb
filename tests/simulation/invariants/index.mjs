/** The invariants by number, as wasm/SPEC.md lists them. */
import { BadInput } from './bad-input.mjs'
import { BoundedRequests } from './bounded-requests.mjs'
import { FatalAnswers } from './fatal-answers.mjs'
import { HonestConnection } from './honest-connection.mjs'
import { NeverBackwards } from './never-backwards.mjs'
import { NothingAfterTheEnd } from './nothing-after-the-end.mjs'
import { NothingIsHeld } from './nothing-is-held.mjs'
import { OneRequest } from './one-request.mjs'
import { OneStream } from './one-stream.mjs'
import { Recovers } from './recovers.mjs'
import { UserIsTold } from './user-is-told.mjs'

export const INVARIANTS = [
  Recovers,
  NeverBackwards,
  NothingAfterTheEnd,
  OneRequest,
  OneStream,
  BoundedRequests,
  NothingIsHeld,
  FatalAnswers,
  HonestConnection,
  BadInput,
  UserIsTold,
]
