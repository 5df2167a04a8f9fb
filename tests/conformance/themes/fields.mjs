/** How a line is taken apart into a field and its value. */
import { message, named, stream } from '../case.mjs'

/** The value that each spelling of a field gives it; null: it is no such field. */
const SPELLINGS = {
  alone: ['F', ''],
  colon: ['F:', ''],
  'colon-space': ['F: ', ''],
  'colon-two-spaces': ['F:  ', ' '],
  value: ['F:7', '7'],
  'space-value': ['F: 7', '7'],
  'two-spaces-value': ['F:  7', ' 7'],
  'value-space': ['F:7 ', '7 '],
  'tab-value': ['F:\t7', '\t7'],
  'space-tab-value': ['F: \t7', '\t7'],
  'colon-in-the-value': ['F:7:8', '7:8'],
  'colon-first-in-the-value': ['F::7', ':7'],
  'space-colon-value': ['F: :7', ':7'],
  'other-space-value': ['F:\u00a07', '\u00a07'],
  'ideographic-space-value': ['F:\u30007', '\u30007'],
  'space-before-the-colon': ['F :7', null],
  'space-before-the-field': [' F: 7', null],
  'tab-before-the-field': ['\tF: 7', null],
  'letter-before-the-field': ['xF: 7', null],
  'letter-behind-the-field': ['Fx: 7', null],
  'nul-behind-the-field': ['F\0: 7', null],
  'mark-before-the-field': ['\ufeffF: 7', null],
  'comment-of-the-field': [':F: 7', null],
  'field-as-value': ['x:F: 7', null],
  quoted: ['"F": 7', null],
}

/** What a frame with data comes to with the value (or without the field). */
const EFFECTS = {
  data: {
    frame: (line) => `${line}\n\n`,
    expect: (value) => (value === null ? [] : [message(value)]),
  },
  event: {
    frame: (line) => `data: d\n${line}\n\n`,
    expect: (value) => [named(value || 'message', 'd')],
  },
  id: {
    frame: (line) => `id: before\n\n${line}\ndata: d\n\n`,
    expect: (value) => [message('d', value ?? 'before')],
  },
  retry: {
    frame: (line) => `${line}\ndata: d\n\n`,
    expect: () => [message('d')],
    retry: (value) => (/^[0-9]+$/.test(value ?? '') ? Number(value) : null),
  },
}

const spellings = Object.entries(EFFECTS).flatMap(([field, { frame, expect, retry }]) =>
  Object.entries(SPELLINGS).map(([name, [spelling, value]]) =>
    // A first line that is no field, so that U+FEFF is a character like any other.
    stream(
      `${field}-${name}`,
      `:\n${frame(spelling.replace('F', field))}`,
      expect(value),
      retry ? { retry: retry(value) } : {},
    ),
  ),
)

const CASES = ['DATA', 'Data', 'dATA', 'EVENT', 'Event', 'ID', 'Id', 'iD', 'RETRY', 'Retry']

const caseSensitive = CASES.map((field) =>
  stream(`${field}-is-another-field`, `${field}: 7\ndata: d\n\n`, [message('d')]),
)

const UNKNOWN = ['dat', 'datas', 'events', 'ids', 'retries', 'x', '7', 'data-x', 'данные', 'dаta']

const unknown = UNKNOWN.map((field) =>
  stream(`unknown-${field}`, `${field}: 7\n${field}\ndata: d\n\n`, [message('d')]),
)

export const cases = [
  ...spellings,
  ...caseSensitive,
  ...unknown,
  stream('only-unknown', 'x: 7\n\ny\n\n', []),
  stream('json-lines', '{"data": 1}\n\ndata: {"a": 1}\n\n', [message('{"a": 1}')]),
]
