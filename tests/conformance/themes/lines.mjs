/** Where lines end, and which of them is blank. */
import { message, stream } from '../case.mjs'

const ENDS = { lf: '\n', cr: '\r', crlf: '\r\n' }
const names = Object.keys(ENDS)

/** Two events, their lines ended by `line` and their frames by `blank`. CR and LF are one end. */
const pairs = names.flatMap((line) =>
  names.map((blank) => {
    const frame = (data) => `data: ${data}${ENDS[line]}${ENDS[blank]}`
    const merged = line === 'cr' && blank === 'lf'
    return stream(
      `${line}-then-${blank}`,
      frame('a') + frame('b'),
      merged ? [] : [message('a'), message('b')],
    )
  }),
)

/** Each end inside one frame. */
const triples = names.flatMap((one) =>
  names.map((two) =>
    stream(`${one}-and-${two}-inside`, `data: a${ENDS[one]}data: b${ENDS[two]}data: c\n\n`, [
      message('a\nb\nc'),
    ]),
  ),
)

/** What other standards call the end of a line, or blank. */
const OTHERS = {
  'vertical-tab': '\v',
  'form-feed': '\f',
  'next-line': '\u0085',
  'line-separator': '\u2028',
  'paragraph-separator': '\u2029',
  'no-break-space': '\u00a0',
  space: ' ',
  tab: '\t',
  nul: '\0',
  'file-separator': '\x1c',
}

const others = Object.entries(OTHERS).flatMap(([name, character]) => [
  stream(`${name}-does-not-end-a-line`, `data: a${character}data: b\n\n`, [
    message(`a${character}data: b`),
  ]),
  stream(`${name}-does-not-make-a-line-blank`, `data: a\n${character}\ndata: b\n\n`, [
    message('a\nb'),
  ]),
])

export const cases = [
  ...pairs,
  ...triples,
  ...others,
  stream('nothing', '', []),
  stream('a-line-feed', '\n', []),
  stream('blank-lines', '\n\n\r\r\r\n\r\n\n', []),
  stream('blank-lines-around', '\n\r\n\rdata: a\n\n\n\r\r\n\ndata: b\n\n\n', [
    message('a'),
    message('b'),
  ]),
  stream('lf-cr-are-two-ends', 'data: a\n\rdata: b\n\r', [message('a'), message('b')]),
  stream('cr-cr-lf-are-two-ends', 'data: a\r\r\ndata: b\r\r\n', [message('a'), message('b')]),
  stream('crlf-cr-are-two-ends', 'data: a\r\n\rdata: b\r\n\r', [message('a'), message('b')]),
  stream('crlf-lf-are-two-ends', 'data: a\r\n\ndata: b\r\n\n', [message('a'), message('b')]),
  stream('crlf-first', '\r\ndata: a\r\n\r\n', [message('a')]),
  stream('only-one-lf-goes-with-a-cr', 'data: a\r\n\n\n\ndata: b\n\n', [
    message('a'),
    message('b'),
  ]),
]
