/** Long lines and many events. */
import { again, message, named, stream } from '../case.mjs'

const MIB = 2 ** 20

const long = (repeat, times) => ({ repeat, times })
const line = (id, field, body, expect, more) =>
  stream(id, [`${field}: `, body, '\ndata: z\n\n'], expect, more)

export const cases = [
  stream(
    'five-mib-of-data',
    ['data: ', again('x', 5 * MIB), '\n\n'],
    [message(long('x', 5 * MIB))],
    { progress: [0, 0, 1] },
  ),
  stream(
    'five-mib-of-data-with-cr',
    ['data: ', again('x', 5 * MIB), '\r\r'],
    [message(long('x', 5 * MIB))],
  ),
  stream(
    'five-mib-of-characters',
    ['data: ', again('€', (5 * MIB) / 4), '\n\n'],
    [message(long('€', (5 * MIB) / 4))],
  ),
  stream(
    'five-mib-of-emoji',
    ['data: ', again('😀', (5 * MIB) / 4), '\n\n'],
    [message(long('😀', (5 * MIB) / 4))],
  ),
  stream(
    'a-mib-that-is-not-text',
    ['data: ', again(Buffer.from([0xff]), MIB), '\n\n'],
    [message(long('\ufffd', MIB))],
  ),
  stream('a-mib-of-nul', ['data: ', again('\0', MIB), '\n\n'], [message(long('\0', MIB))]),
  line('five-mib-of-comment', '', again('x', 5 * MIB), [message('z')]),
  line('five-mib-of-an-unknown-field', 'x', again('x', 5 * MIB), [message('z')]),
  stream(
    'five-mib-without-a-colon',
    [again('data', (5 * MIB) / 4), '\ndata: z\n\n'],
    [message('z')],
  ),
  stream('five-mib-without-an-end', ['data: a\n\ndata: ', again('x', 5 * MIB)], [message('a')]),
  line('a-long-name', 'event', again('x', 65536), [named(long('x', 65536), 'z')]),
  line('a-long-id', 'id', again('x', 65536), [message('z', long('x', 65536))]),
  stream(
    'a-long-id-that-is-ignored',
    ['id: ', again('x', 65536), '\0\ndata: z\n\n'],
    [message('z')],
  ),
  stream(
    'a-hundred-thousand-events',
    [again('data: a\n\n', 100_000)],
    [{ ...message('a'), times: 100_000 }],
    { progress: [100_000] },
  ),
  stream(
    'a-hundred-thousand-events-with-cr',
    [again('data: a\r\r', 100_000)],
    [{ ...message('a'), times: 100_000 }],
  ),
  stream(
    'a-hundred-thousand-events-with-crlf',
    [again('id: 1\r\nevent: x\r\ndata: a\r\n\r\n', 100_000)],
    [{ ...named('x', 'a', '1'), times: 100_000 }],
  ),
  stream(
    'a-hundred-thousand-lines-of-data',
    [again('data: a\n', 100_000), '\n'],
    [message({ parts: [long('a\n', 99_999), 'a'] })],
  ),
  stream('a-hundred-thousand-comments', [again(':\n', 100_000), 'data: a\n\n'], [message('a')]),
  stream('a-million-blank-lines', [again('\n', 1_000_000), 'data: a\n\n'], [message('a')]),
  stream('a-million-cr', [again('\r', 1_000_000), 'data: a\r\r'], [message('a')]),
  stream(
    'twenty-kilobytes-cut-everywhere',
    ['data: ', again('0123456789', 2048), '\n\n'],
    [message(long('0123456789', 2048))],
    { splits: 'sampled' },
  ),
  stream(
    'frames-that-add-up-beyond-the-limit',
    [again(`data: ${'x'.repeat(1017)}\n\n`, 17 * 1024)],
    [{ ...message('x'.repeat(1017)), times: 17 * 1024 }],
  ),
]
