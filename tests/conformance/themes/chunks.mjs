/** An event is there with the byte that ends its frame, however the bytes arrive. */
import { message, named, stream } from '../case.mjs'

const progress = (...counts) => ({ progress: counts })
const ab = [message('a'), message('b')]

export const cases = [
  stream('one-event-a-chunk', ['data: a\n\n', 'data: b\n\n'], ab, progress(1, 2)),
  stream('two-events-in-a-chunk', ['data: a\n\ndata: b\n\n'], ab, progress(2)),
  stream('blank-line-apart', ['data: a\n', '\n', 'data: b\n', '\n'], ab, progress(0, 1, 1, 2)),
  stream('cr-at-once', ['data: a\r\r', 'data: b\r\r'], ab, progress(1, 2)),
  stream('crlf-at-its-cr', ['data: a\r\n\r', '\ndata: b\r\n\r', '\n'], ab, progress(1, 2, 2)),
  stream(
    'lf-over-an-empty-chunk',
    ['data: a\r\n\r', '', '\ndata: b\r\n\r\n'],
    ab,
    progress(1, 1, 2),
  ),
  stream(
    'lf-over-many-empty-chunks',
    ['data: a\r', '', '', '', '\ndata: b\r\n\r\n'],
    [message('a\nb')],
    progress(0, 0, 0, 0, 1),
  ),
  stream('no-lf-after-cr', ['data: a\r', '\r', 'data: b\r', '\r'], ab, progress(0, 1, 1, 2)),
  stream(
    'lf-of-a-cr-is-no-blank-line',
    ['data: a\r', '\n', 'data: b\n', '\n'],
    [message('a\nb')],
    progress(0, 0, 0, 1),
  ),
  stream('second-lf-is-one', ['data: a\r', '\n', '\n'], [message('a')], progress(0, 0, 1)),
  stream('cr-then-lf-lf', ['data: a\r', '\n\n'], [message('a')], progress(0, 1)),
  stream(
    'crlf-cut-in-the-middle',
    ['data: a\r', '\n\r', '\ndata: b\r', '\n\r', '\n'],
    ab,
    progress(0, 1, 1, 2, 2),
  ),
  stream('only-empty-chunks', ['', '', ''], [], progress(0, 0, 0)),
  stream(
    'empty-chunks-around',
    ['', 'data: a\n', '', '\n', ''],
    [message('a')],
    progress(0, 0, 0, 1, 1),
  ),
  stream('no-chunk', [], []),
  stream(
    'cut-in-a-field',
    ['da', 'ta', ': ', 'a', '\n\n'],
    [message('a')],
    progress(0, 0, 0, 0, 1),
  ),
  stream('cut-before-the-space', ['data:', ' a\n\n'], [message('a')], progress(0, 1)),
  stream('cut-between-two-spaces', ['data: ', ' a\n\n'], [message(' a')], progress(0, 1)),
  stream(
    'cut-in-every-field',
    ['ev', 'ent: x\ni', 'd: 1\nda', 'ta: a\n\n'],
    [named('x', 'a', '1')],
    progress(0, 0, 0, 1),
  ),
  stream('comment-cut', [':', ' c', '\n', 'data: a\n\n'], [message('a')], progress(0, 0, 0, 1)),
  stream('event-without-what-comes', ['data: a\n\nda', 'ta: b\n\n'], ab, progress(1, 2)),
  stream('retry-in-two-chunks', ['retry: 30', '00\n'], [], { ...progress(0, 0), retry: 3000 }),
  stream('id-in-two-chunks', ['id: 1', '2\n\n'], [], { ...progress(0, 0), lastEventId: '12' }),
  stream(
    'nul-in-the-second-half-of-an-id',
    ['id: 1', '\x002\ndata: a\n\n'],
    [message('a')],
    progress(0, 1),
  ),
]
