/** The names of events. */
import { message, named, stream } from '../case.mjs'

const NAMES = {
  error: 'error',
  open: 'open',
  message: 'message',
  close: 'close',
  status: 'status',
  heartbeat: 'heartbeat',
  proto: '__proto__',
  constructor: 'constructor',
  upper: 'MESSAGE',
  words: 'a b',
  colon: 'a:b',
  'two-spaces': '  a',
  'trailing-space': 'a ',
  nul: 'a\0b',
  'only-nul': '\0',
  snowman: '☃',
  emoji: '😀',
  digits: '7',
  mark: 'a\ufeffb',
  'only-a-mark': '\ufeff',
}

const names = Object.entries(NAMES).map(([id, name]) =>
  stream(`name-${id}`, `event:${name.startsWith('  ') ? '' : ' '}${name}\ndata: a\n\n`, [
    named(name.startsWith('  ') ? name.slice(1) : name, 'a'),
  ]),
)

export const cases = [
  ...names,
  stream('holds-for-one-frame', 'event: x\ndata: a\n\ndata: b\n\n', [
    named('x', 'a'),
    message('b'),
  ]),
  stream('the-last-of-a-frame-counts', 'event: x\nevent: y\ndata: a\n\n', [named('y', 'a')]),
  stream('behind-the-data', 'data: a\nevent: x\n\n', [named('x', 'a')]),
  stream('empty-takes-it-back', 'event: x\nevent\ndata: a\n\n', [message('a')]),
  stream('empty-with-colon-takes-it-back', 'event: x\nevent:\ndata: a\n\n', [message('a')]),
  stream('empty-with-space-takes-it-back', 'event: x\nevent: \ndata: a\n\n', [message('a')]),
  stream('set-again-after-empty', 'event: x\nevent:\nevent: y\ndata: a\n\n', [named('y', 'a')]),
  stream('forgotten-without-data', 'event: x\n\ndata: a\n\n', [message('a')]),
  stream('of-empty-data', 'event: x\ndata\n\n', [named('x', '')]),
  stream('in-a-frame-that-does-not-end', 'event: x\ndata: a\n', []),
]
