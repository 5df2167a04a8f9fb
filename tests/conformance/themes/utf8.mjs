/** Bytes that are not UTF-8: U+FFFD for each maximal part (Encoding standard, "UTF-8 decoder"). */
import { message, named, raw, stream } from '../case.mjs'

const FFFD = '\ufffd'

/** Sequences, and how many U+FFFD each is. */
const BAD = {
  'continuation-80': [[0x80], 1],
  'continuation-bf': [[0xbf], 1],
  'three-continuations': [[0x80, 0x81, 0x82], 3],
  'never-c0': [[0xc0], 1],
  'never-c1': [[0xc1], 1],
  'never-f5': [[0xf5], 1],
  'never-ff': [[0xff], 1],
  'overlong-slash-2': [[0xc0, 0xaf], 2],
  'overlong-slash-3': [[0xe0, 0x80, 0xaf], 3],
  'overlong-slash-4': [[0xf0, 0x80, 0x80, 0xaf], 4],
  'overlong-nul': [[0xc0, 0x80], 2],
  'overlong-lf': [[0xc0, 0x8a], 2],
  'overlong-colon': [[0xc0, 0xba], 2],
  'largest-overlong-2': [[0xc1, 0xbf], 2],
  'largest-overlong-3': [[0xe0, 0x9f, 0xbf], 3],
  'largest-overlong-4': [[0xf0, 0x8f, 0xbf, 0xbf], 4],
  'first-surrogate': [[0xed, 0xa0, 0x80], 3],
  'last-surrogate': [[0xed, 0xbf, 0xbf], 3],
  'surrogate-pair': [[0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], 6],
  'beyond-the-last': [[0xf4, 0x90, 0x80, 0x80], 4],
  'five-bytes': [[0xf8, 0x88, 0x80, 0x80, 0x80], 5],
  'six-bytes': [[0xfc, 0x84, 0x80, 0x80, 0x80, 0x80], 6],
  'lead-c2': [[0xc2], 1],
  'lead-e1': [[0xe1], 1],
  'lead-f1': [[0xf1], 1],
  'two-of-three': [[0xe2, 0x82], 1],
  'two-of-three-e0': [[0xe0, 0xa0], 1],
  'two-of-three-ed': [[0xed, 0x9f], 1],
  'two-of-four': [[0xf0, 0x9f], 1],
  'three-of-four': [[0xf0, 0x9f, 0x98], 1],
  'three-of-four-f4': [[0xf4, 0x8f, 0xbf], 1],
  'two-leads': [[0xc3, 0xc3], 2],
  'lead-then-a-part': [[0xe2, 0xe2, 0x82], 2],
  'part-then-part': [[0xf0, 0x9f, 0xe2, 0x82], 2],
  'wrong-second-of-e0': [[0xe0, 0x7f], 1, '\x7f'],
  'utf-16': [[0xff, 0xfe], 2],
}

const invalid = Object.entries(BAD).flatMap(([name, [bytes, count, rest = '']]) => {
  const text = FFFD.repeat(count) + rest
  return [
    stream(`data-${name}`, raw('data: a', ...bytes, 'b\n\n'), [message(`a${text}b`)]),
    // The end of the line cuts the sequence short.
    stream(`data-ends-in-${name}`, raw('data:', ...bytes, '\r\ndata: b\n\n'), [
      message(`${text}\nb`),
    ]),
    stream(`name-and-id-${name}`, raw('event:', ...bytes, '\nid:', ...bytes, '\ndata: a\n\n'), [
      named(text, 'a', text),
    ]),
  ]
})

/** The first and the last character of each length, and around the surrogates. */
const EDGES = [0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xcfff, 0xd000, 0xd7ff, 0xe000, 0xffff]
const BEYOND = [0x10000, 0x3ffff, 0x40000, 0xfffff, 0x100000, 0x10ffff]

const edges = [...EDGES, ...BEYOND].map((code) => {
  const character = String.fromCodePoint(code)
  return stream(`character-${code.toString(16)}`, `data: ${character}\nid: ${character}\n\n`, [
    message(character, character),
  ])
})

export const cases = [
  ...invalid,
  ...edges,
  stream('field-with-bad-bytes', raw('data', 0xff, ': a\n', 0xff, 'data: b\n\n'), []),
  stream('latin-1', raw('data: caf', 0xe9, '\n\n'), [message(`caf${FFFD}`)]),
  stream('latin-1-then-ascii', raw('data: ', 0xe9, 't', 0xe9, '\n\n'), [
    message(`${FFFD}t${FFFD}`),
  ]),
  stream('lead-eats-no-line-feed', raw('data: ', 0xf0, '\n\n'), [message(FFFD)]),
  stream('lead-eats-no-colon', raw('data', 0xc3, ': a\ndata: b\n\n'), [message('b')]),
  stream('lead-eats-no-space', raw('data:', 0xc3, ' a\n\n'), [message(`${FFFD} a`)]),
  stream('cut-short-at-the-end', raw('data: a\n\ndata: ', 0xe2, 0x82), [message('a')]),
  stream('nul-behind-a-bad-byte-in-an-id', raw('id: ', 0xff, 0, '\ndata: a\n\n'), [message('a')]),
  stream('bad-byte-in-retry', raw('retry: 1', 0xff, '\n\n'), []),
  stream(
    'split-in-a-character',
    [raw('data: ', 0xe2), raw(0x82), raw(0xac, '\n\n')],
    [message('€')],
    {
      progress: [0, 0, 1],
    },
  ),
  stream(
    'split-then-not-continued',
    [raw('data: ', 0xe2, 0x82), raw('x\n\n')],
    [message(`${FFFD}x`)],
  ),
]
