/** Lines that begin with a colon. */
import { message, stream } from '../case.mjs'

export const cases = [
  stream('empty', ':\n\n', []),
  stream('only-comments', ': a\n:b\n\n: c\n', []),
  stream('before-a-frame', ': a\ndata: b\n\n', [message('b')]),
  stream('inside-a-frame', 'data: a\n: b\ndata: c\n\n', [message('a\nc')]),
  stream('behind-a-frame', 'data: a\n\n: b\n', [message('a')]),
  stream('does-not-end-a-frame', 'data: a\n:\n', []),
  stream('of-a-field', ':data: a\n: data: a\n:id: 1\n:event: x\n:retry: 5\n\n', []),
  stream('of-colons', '::::\n:::data: a\n\n', []),
  stream('with-nul', ':\0\ndata: a\n\n', [message('a')]),
  stream('with-bytes-that-are-not-text', Buffer.from(':\xff\xc0\ndata: a\n\n', 'latin1'), [
    message('a'),
  ]),
  stream('as-heartbeats', `data: a\n\n${':\n\n'.repeat(20)}data: b\n\n`, [
    message('a'),
    message('b'),
  ]),
  stream('ended-by-cr', ': a\rdata: b\r\r', [message('b')]),
  stream('ended-by-crlf', ': a\r\ndata: b\r\n\r\n', [message('b')]),
  stream('of-two-kilobytes', `:${' '.repeat(2048)}\ndata: a\n\n`, [message('a')], {
    splits: 'sampled',
  }),
]
