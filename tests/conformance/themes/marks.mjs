/** Byte-order marks: one at the very start is none of the text, all others are characters. */
import { message, named, raw, stream } from '../case.mjs'

const MARK = '\ufeff'

export const cases = [
  stream('alone', MARK, []),
  stream('then-data', `${MARK}data: a\n\n`, [message('a')]),
  stream('then-id', `${MARK}id: 1\ndata: a\n\n`, [message('a', '1')]),
  stream('then-event', `${MARK}event: x\ndata: a\n\n`, [named('x', 'a')]),
  stream('then-retry', `${MARK}retry: 5\n\n`, [], { retry: 5 }),
  stream('then-a-comment', `${MARK}: c\ndata: a\n\n`, [message('a')]),
  stream('then-lf', `${MARK}\ndata: a\n\n`, [message('a')]),
  stream('then-cr', `${MARK}\rdata: a\r\r`, [message('a')]),
  stream('then-crlf', `${MARK}\r\ndata: a\r\n\r\n`, [message('a')]),
  stream('twice', `${MARK}${MARK}data: a\n\ndata: b\n\n`, [message('b')]),
  stream('twice-then-a-blank-line', `${MARK}${MARK}\ndata: a\n\n`, [message('a')]),
  stream('on-the-second-line', `\n${MARK}data: a\n\ndata: b\n\n`, [message('b')]),
  stream('on-the-second-line-too', `${MARK}\n${MARK}data: a\n\ndata: b\n\n`, [message('b')]),
  stream('before-the-second-frame', `data: a\n\n${MARK}data: b\n\ndata: c\n\n`, [
    message('a'),
    message('c'),
  ]),
  stream('behind-a-space', ` ${MARK}data: a\n\ndata: b\n\n`, [message('b')]),
  stream('at-the-start-of-data', `data:${MARK}a\n\ndata: ${MARK}b\n\n`, [
    message(`${MARK}a`),
    message(`${MARK}b`),
  ]),
  stream('as-all-the-data', `data:${MARK}\n\n`, [message(MARK)]),
  stream('two-as-all-the-data', `data: ${MARK}${MARK}\n\n`, [message(MARK + MARK)]),
  stream('at-the-start-of-each-line', `data: ${MARK}a\ndata: ${MARK}b\n\n`, [
    message(`${MARK}a\n${MARK}b`),
  ]),
  stream('at-the-end-of-data', `data: a${MARK}\n\n`, [message(`a${MARK}`)]),
  stream('inside-data', `data: a${MARK}b\n\n`, [message(`a${MARK}b`)]),
  stream('at-the-start-of-an-id', `id: ${MARK}1\ndata: a\n\n`, [message('a', `${MARK}1`)]),
  stream('at-the-start-of-a-name', `event: ${MARK}x\ndata: a\n\n`, [named(`${MARK}x`, 'a')]),
  stream('everywhere', `${MARK}event:${MARK}\nid:${MARK}\ndata:${MARK}\n\n`, [
    named(MARK, MARK, MARK),
  ]),
  stream('before-the-space', `data:${MARK} a\n\n`, [message(`${MARK} a`)]),
  stream('one-byte-short', raw(0xef, 0xbb, 'data: a\n\ndata: b\n\n'), [message('b')]),
  stream('two-bytes-short', raw(0xef, 'data: a\n\ndata: b\n\n'), [message('b')]),
  stream('last-byte-wrong', raw(0xef, 0xbb, 0xbe, 'data: a\n\ndata: b\n\n'), [message('b')]),
  stream('of-utf-16', raw(0xfe, 0xff, 'data: a\n\ndata: b\n\n'), [message('b')]),
  stream('of-utf-16-reversed', raw(0xff, 0xfe, 'data: a\n\ndata: b\n\n'), [message('b')]),
  stream(
    'in-three-chunks',
    [[0xef], [0xbb], [0xbf]].map((bytes) => raw(...bytes)).concat(raw('data: a\n\n')),
    [message('a')],
    { progress: [0, 0, 0, 1] },
  ),
  stream(
    'cut-by-empty-chunks',
    [raw(0xef), '', raw(0xbb), '', '', raw(0xbf, 'data: a\n\n')],
    [message('a')],
  ),
]
