/** The last event id: of events, and where a reconnection resumes. */
import { message, stream } from '../case.mjs'

const from = (lastEventId) => ({ init: { lastEventId } })

/** NUL anywhere in an id: the field is ignored. */
const NUL = {
  alone: '\0',
  first: '\x002',
  last: '2\0',
  inside: '2\x003',
  many: '\0\0',
  spaced: ' \0',
}

const withNul = Object.entries(NUL).flatMap(([name, id]) => [
  stream(`nul-${name}`, `id:${id}\ndata: a\n\n`, [message('a')]),
  stream(`nul-${name}-keeps-the-old`, `id: 1\ndata: a\n\nid:${id}\ndata: b\n\n`, [
    message('a', '1'),
    message('b', '1'),
  ]),
  stream(`nul-${name}-keeps-that-of-its-frame`, `id: 1\nid:${id}\ndata: a\n\n`, [
    message('a', '1'),
  ]),
])

const VALUES = {
  zero: '0',
  negative: '-1',
  words: 'a b',
  json: '{"a":1}',
  colon: 'a:b',
  quotes: '"1"',
  percent: '%0A',
  comma: 'a, b',
  control: '\x01',
  snowman: '☃',
  emoji: '😀',
  mark: 'a\ufeff',
  'only-a-mark': '\ufeff',
}

const values = Object.entries(VALUES).map(([name, id]) =>
  stream(`value-${name}`, `id: ${id}\ndata: a\n\ndata: b\n\n`, [
    message('a', id),
    message('b', id),
  ]),
)

export const cases = [
  ...withNul,
  ...values,
  stream('sticky', 'id: 1\ndata: a\n\ndata: b\n\n: c\n\ndata: d\n\n', [
    message('a', '1'),
    message('b', '1'),
    message('d', '1'),
  ]),
  stream('the-last-of-a-frame-counts', 'id: 1\ndata: a\nid: 2\n\n', [message('a', '2')]),
  stream('behind-the-data', 'data: a\nid: 1\n\n', [message('a', '1')]),
  stream('without-data', 'id: 1\n\n', [], { lastEventId: '1' }),
  stream('without-data-then-data', 'id: 1\n\ndata: a\n\n', [message('a', '1')]),
  stream('without-data-twice', 'id: 1\n\nid: 2\n\n', [], { lastEventId: '2' }),
  stream('with-a-name-without-data', 'id: 1\nevent: x\n\n', [], { lastEventId: '1' }),
  stream('with-a-comment-only', 'id: 1\n: c\n\n', [], { lastEventId: '1' }),
  stream('in-a-frame-that-does-not-end', 'data: a\n\nid: 1\n', [message('a')]),
  stream('in-a-frame-with-data-that-does-not-end', 'id: 1\ndata: a\n\nid: 2\ndata: b\n', [
    message('a', '1'),
  ]),
  stream('in-a-line-that-does-not-end', 'id: 1', []),
  stream('empty-resets', 'id: 1\ndata: a\n\nid\ndata: b\n\n', [message('a', '1'), message('b')]),
  stream('empty-with-colon-resets', 'id: 1\ndata: a\n\nid:\ndata: b\n\n', [
    message('a', '1'),
    message('b'),
  ]),
  stream('empty-without-data-resets', 'id: 1\ndata: a\n\nid: \n\n', [message('a', '1')], {
    lastEventId: '',
  }),
  stream('empty-in-an-unfinished-frame-does-not', 'id: 1\ndata: a\n\nid:\n', [message('a', '1')]),
  stream('set-again-after-a-reset', 'id: 1\n\nid\n\nid: 2\ndata: a\n\n', [message('a', '2')]),
  stream('resumed', 'data: a\n\n', [message('a', 'e-7')], from('e-7')),
  stream('resumed-without-an-event', ': c\n\n', [], { ...from('e-7'), lastEventId: 'e-7' }),
  stream('resumed-with-nothing', '', [], { ...from('e-7'), lastEventId: 'e-7' }),
  stream(
    'resumed-then-named',
    'data: a\n\nid: 8\ndata: b\n\n',
    [message('a', 'e-7'), message('b', '8')],
    from('e-7'),
  ),
  stream('resumed-then-reset', 'id\ndata: a\n\n', [message('a')], from('e-7')),
  stream('resumed-then-nul', 'id: \0\ndata: a\n\n', [message('a', 'e-7')], from('e-7')),
  stream('resumed-then-unfinished', 'id: 8\n', [], { ...from('e-7'), lastEventId: 'e-7' }),
  stream('resumed-at-a-snowman', 'data: a\n\n', [message('a', '☃')], from('☃')),
  stream('resumed-at-a-mark', 'data: a\n\n', [message('a', '\ufeffx')], from('\ufeffx')),
  stream('long', `id: ${'x'.repeat(300)}\ndata: a\n\n`, [message('a', 'x'.repeat(300))]),
]
