/** The reconnection time. */
import { message, stream } from '../case.mjs'

const VALID = {
  zero: ['0', 0],
  one: ['1', 1],
  'three-seconds': ['3000', 3000],
  'leading-zeros': ['0003000', 3000],
  zeros: ['000', 0],
  'largest-timer': ['2147483647', 2147483647],
  'beyond-the-largest-timer': ['2147483648', 2147483648],
  '32-bits': ['4294967295', 4294967295],
  '33-bits': ['4294967296', 4294967296],
  'wraps-to-one-in-32-bits': ['4294967297', 4294967297],
  'largest-exact': ['9007199254740991', 9007199254740991],
}

const HUGE = {
  '64-bits': '18446744073709551615',
  'wraps-to-one-in-64-bits': '18446744073709551617',
  'fifty-digits': '9'.repeat(50),
  'four-hundred-digits': '9'.repeat(400),
}

const INVALID = {
  negative: '-1',
  positive: '+1',
  'negative-zero': '-0',
  point: '1.5',
  'trailing-point': '1.',
  exponent: '1e3',
  hexadecimal: '0x10',
  letters: 'soon',
  'letter-behind': '1000ms',
  'letter-before': 'x1000',
  'space-behind': '1000 ',
  'space-inside': '1 000',
  'two-spaces-before': '  1000',
  'tab-before': '\t1000',
  comma: '1,000',
  underscore: '1_000',
  nul: '1000\0',
  infinity: 'Infinity',
  'arabic-digits': '١٢٣',
  'fullwidth-digits': '１００',
  superscript: '1²',
  mark: '\ufeff1000',
}

const valid = Object.entries(VALID).map(([name, [text, retry]]) =>
  stream(`valid-${name}`, `retry: ${text}\n\n`, [], { retry }),
)

const huge = Object.entries(HUGE).map(([name, text]) =>
  stream(`huge-${name}`, `retry: ${text}\n\n`, [], { retry: 2147483647, tags: ['retry-lenient'] }),
)

const invalid = Object.entries(INVALID).flatMap(([name, text]) => [
  stream(`invalid-${name}`, `retry:${text}\n\n`, []),
  stream(`invalid-${name}-keeps-the-old`, `retry: 5\nretry:${text}\n\n`, [], { retry: 5 }),
])

export const cases = [
  ...valid,
  ...huge,
  ...invalid,
  stream('empty', 'retry\n\n', [], { retryAccept: [null, 0] }),
  stream('empty-with-colon', 'retry:\n\n', [], { retryAccept: [null, 0] }),
  stream('empty-after-a-valid-one', 'retry: 5\nretry:\n\n', [], { retryAccept: [5, 0, null] }),
  stream('the-last-counts', 'retry: 5\nretry: 6\n\nretry: 7\n\n', [], { retry: 7 }),
  stream('back-to-small', 'retry: 99999\nretry: 1\n\n', [], { retry: 1 }),
  stream('beside-data', 'retry: 5\ndata: a\n\n', [message('a')], { retry: 5 }),
  stream('does-not-make-an-event', 'retry: 5\n\nretry: 6\n\n', [], { retry: 6 }),
  stream('counts-at-the-end-of-its-line', 'retry: 5\n', [], { retry: 5 }),
  stream('without-the-end-of-its-line', 'retry: 5', []),
  stream('valid-after-invalid', 'retry: x\nretry: 5\n\n', [], { retry: 5 }),
]
