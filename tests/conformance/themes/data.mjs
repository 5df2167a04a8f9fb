/** What the lines of data of one frame come to. */
import { message, named, stream } from '../case.mjs'

export const cases = [
  stream('two-lines', 'data: a\ndata: b\n\n', [message('a\nb')]),
  stream('one-empty-line', 'data\n\n', [message('')]),
  stream('two-empty-lines', 'data\ndata\n\n', [message('\n')]),
  stream('three-empty-lines', 'data:\ndata\ndata: \n\n', [message('\n\n')]),
  stream('empty-first', 'data\ndata: a\n\n', [message('\na')]),
  stream('empty-last', 'data: a\ndata\n\n', [message('a\n')]),
  stream('empty-in-the-middle', 'data: a\ndata\ndata: b\n\n', [message('a\n\nb')]),
  stream('lines-apart', 'data: a\nid: 1\ndata: b\n: c\ndata: d\nx\n\n', [message('a\nb\nd', '1')]),
  stream('spaces-inside', 'data: a  b \n\n', [message('a  b ')]),
  stream('a-frame-without-data', 'event: x\nid: 1\n\ndata: a\n\n', [message('a', '1')]),
  stream('nothing-stays-of-a-frame', 'data: a\n\n\n\ndata: b\n\n', [message('a'), message('b')]),
  stream('looks-like-a-field', 'data: data: a\ndata:id:1\n\n', [message('data: a\nid:1')]),
  stream('looks-like-a-comment', 'data: : a\n\n', [message(': a')]),
  stream('order-of-fields', 'data: a\nid: 1\nevent: x\n\nevent: y\nid: 2\ndata: b\n\n', [
    named('x', 'a', '1'),
    named('y', 'b', '2'),
  ]),
  stream('nul', 'data: \0\ndata: a\0b\n\n', [message('\0\na\0b')]),
  stream('controls', 'data: \x01\x1f\x7f\n\n', [message('\x01\x1f\x7f')]),
  stream('beyond-the-basic-plane', 'data: 😀𝄞\n\n', [message('😀𝄞')]),
  stream('combining', 'data: e\u0301 é\n\n', [message('e\u0301 é')]),
  stream('noncharacters', 'data: \uffff\ufffe\u{1fffe}\u{10ffff}\n\n', [
    message('\uffff\ufffe\u{1fffe}\u{10ffff}'),
  ]),
  stream('the-replacement-character-itself', 'data: \ufffd\n\n', [message('\ufffd')]),
]
