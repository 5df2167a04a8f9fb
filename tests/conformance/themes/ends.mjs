/** Streams that stop: what has not ended in a blank line is not dispatched. */
import { message, named, raw, stream } from '../case.mjs'

const FRAME = 'id: 1\nevent: x\nretry: 5\ndata: a\n\n'
const RETRY_ENDS = FRAME.indexOf('\ndata')

/** One frame, cut off after each of its bytes. Only `retry` does not wait for the blank line. */
const cutOff = Array.from(FRAME, (_, length) =>
  stream(`after-${length}-bytes`, FRAME.slice(0, length), [], {
    retry: length > RETRY_ENDS ? 5 : null,
  }),
)

const LAST = ['data', 'data:', 'data: b', 'data: b\n', 'data: b\r', 'data: b\r\n', 'id: 2\n', ':']

const behindAnEvent = LAST.map((rest, place) =>
  stream(`behind-an-event-${place + 1}`, `${FRAME}${rest}`, [named('x', 'a', '1')], { retry: 5 }),
)

export const cases = [
  ...cutOff,
  ...behindAnEvent,
  stream('complete', FRAME, [named('x', 'a', '1')], { retry: 5 }),
  stream('blank-line-of-spaces', 'data: a\n  ', []),
  stream('one-cr-ends-the-frame', 'data: a\n\r', [message('a')]),
  stream('crlf-is-one-end', 'data: a\r\n', []),
  stream('cr-lf-apart-are-one-end', ['data: a\r', '\n'], [], { progress: [0, 0] }),
  stream('with-half-a-mark', raw(0xef, 0xbb), []),
]
